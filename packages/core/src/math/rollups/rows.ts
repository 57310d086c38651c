import { reason } from '../../errors.js';
import { wrongShape } from '../../shape.js';
import type { Dense } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';

/** Attention as numbers of float64 in which a masked cell is the weight 0. */
export function weightsOf({ values }: Dense): Float64Array {
  return Float64Array.from(values, (value) => (value <= MASKED_BELOW ? 0 : value));
}

/** Lengths of the last two axes, and how many matrices of them there are. Throws `wrong-shape`. */
export function matricesOf({ shape }: Dense): { matrices: number; queries: number; keys: number } {
  if (shape.length < 2) throw wrongShape('attention', shape, reason`it must be [.., queries, keys]`);
  const [queries, keys] = shape.slice(-2);
  return { matrices: shape.slice(0, -2).reduce((product, length) => product * length, 1), queries, keys };
}
