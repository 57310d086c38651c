import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, float64, rounded } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';
import { addTimes } from '../matrix-product.js';

/**
 * output[query] = Σ weights[query, key] × value[key], what a head hands on (Vaswani et al. 2017, 3.2.1): weights [queries, keys],
 * value [keys, width]; output [queries, width]. A masked weight, −Infinity or float32's lowest, counts as 0, and what has weight 0
 * may hold anything, NaN included. Throws `wrong-shape`.
 */
export function weightedSum(weights: Dense, value: Dense): Dense {
  const [queries, keys] = weights.shape;
  const [tokens, width] = value.shape;
  if (weights.shape.length !== 2) throw wrongOperand('The weights', weights.shape, reason`[queries, keys] is needed`);
  if (value.shape.length !== 2 || tokens !== keys) {
    throw wrongOperand('The value', value.shape, reason`[keys, width] is needed, here of ${keys} keys`);
  }
  const shares = Float64Array.from(weights.values, (weight) => (weight <= MASKED_BELOW ? 0 : weight));
  const output = new Float64Array(queries * width);
  addTimes(shares, float64(value), queries, keys, width, output);
  return rounded(output, [queries, width], weights, value);
}
