import { MASKED_BELOW } from './masked.js';

export const headRollups = ['mean', 'max', 'min'] as const;
/** Rollup of the heads of a layer into one matrix. */
export type HeadRollup = (typeof headRollups)[number];

/**
 * Element-wise mean, maximum or minimum over heads of equal shape, summed in float64.
 * A cell masked in every head stays masked (−Infinity); masked in some, it counts there as 0 weight for `mean` and `min`.
 * NaN takes no part; in every head, it gives NaN.
 */
export function rollUpHeads(heads: readonly Float32Array[], rollup: HeadRollup): Float32Array {
  const result = new Float32Array(heads[0].length);
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    let high = -Infinity;
    let low = Infinity;
    let masked = 0;
    let missing = 0;
    for (const head of heads) {
      const value = head[i];
      if (value <= MASKED_BELOW) {
        masked++;
        continue;
      }
      if (value !== value) {
        missing++;
        continue;
      }
      sum += value;
      if (value > high) high = value;
      if (value < low) low = value;
    }
    if (missing === heads.length) result[i] = NaN;
    else if (masked + missing === heads.length) result[i] = -Infinity;
    else if (rollup === 'mean') result[i] = sum / (heads.length - missing);
    else if (rollup === 'max') result[i] = high;
    else result[i] = masked > 0 ? Math.min(0, low) : low;
  }
  return result;
}
