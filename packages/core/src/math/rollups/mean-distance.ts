import { type Dense, dense } from '../dense.js';
import { matricesOf, weightsOf } from './rows.js';

/**
 * Distance in tokens between a query and what it attends to, Σ w |i − j| / Σ w, the mean over queries (the attention distance of
 * Dosovitskiy et al. 2021, on a line). [.., queries, keys] gives [..]; the last query stands at the last key. A query that
 * attends nothing, or whose row is not a number, counts nowhere; NaN where all are such. Masked cells have weight 0. Throws
 * `wrong-shape`.
 */
export function meanDistance(attention: Dense): Dense<Float32Array> {
  const { matrices, queries, keys } = matricesOf(attention);
  const weights = weightsOf(attention);
  const values = new Float32Array(matrices);
  for (let matrix = 0, at = 0; matrix < matrices; matrix++) {
    let sum = 0;
    let rows = 0;
    for (let query = 0; query < queries; query++) {
      const position = query + keys - queries;
      let [far, total] = [0, 0];
      for (let key = 0; key < keys; key++, at++) {
        far += weights[at] * Math.abs(position - key);
        total += weights[at];
      }
      // NaN as well.
      if (!(Math.abs(total) > 0)) continue;
      sum += far / total;
      rows += 1;
    }
    values[matrix] = sum / rows;
  }
  return dense(values, attention.shape.slice(0, -2));
}
