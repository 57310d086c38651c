import { reason } from '../../errors.js';
import { wrongShape } from '../../shape.js';
import { type Dense, dense } from '../dense.js';
import { weightsOf } from './rows.js';

/**
 * Entropy of each row of attention in nats, −Σ w ln w with 0 ln 0 = 0: 0 where one key has all weight, ln(keys) where all
 * have the same. [.., keys] gives [..]. Masked cells have weight 0; NaN gives NaN. Throws `wrong-shape`.
 */
export function rowEntropy(attention: Dense): Dense<Float32Array> {
  const { shape } = attention;
  if (shape.length < 1) throw wrongShape('attention', shape, reason`it must be [.., keys]`);
  const weights = weightsOf(attention);
  const keys = shape[shape.length - 1];
  const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const values = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * keys; i < (row + 1) * keys; i++) if (weights[i] !== 0) sum -= weights[i] * Math.log(weights[i]);
    // Not the −0 or the −1e−16 that rounding leaves of a row with one weight.
    values[row] = sum <= 0 ? 0 : sum;
  }
  return dense(values, shape.slice(0, -1));
}
