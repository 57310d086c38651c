import { type Dense, dense } from '../dense.js';
import { matricesOf, weightsOf } from './rows.js';

/**
 * Share of the attention of a head that the first key takes, the mean over queries: near 1 for heads that park unused
 * attention on it (Xiao et al. 2024, 3.1). [.., queries, keys] gives [..]. A query that attends nothing, or whose row is not a
 * number, counts nowhere; NaN where all are such. Masked cells have weight 0. Throws `wrong-shape`.
 */
export function firstTokenShare(attention: Dense): Dense<Float32Array> {
  const { matrices, queries, keys } = matricesOf(attention);
  const weights = weightsOf(attention);
  const values = new Float32Array(matrices);
  for (let matrix = 0; matrix < matrices; matrix++) {
    let sum = 0;
    let rows = 0;
    for (let row = matrix * queries; row < (matrix + 1) * queries; row++) {
      let total = 0;
      for (let i = row * keys; i < (row + 1) * keys; i++) total += weights[i];
      // NaN as well.
      if (!(Math.abs(total) > 0)) continue;
      sum += weights[row * keys] / total;
      rows += 1;
    }
    values[matrix] = sum / rows;
  }
  return dense(values, attention.shape.slice(0, -2));
}
