import { isWeight, sumOf } from './model.js';

/**
 * The smallest weight of the fewest patches that together hold a share of what lies on the picture; Infinity where nothing does.
 * @param share above 0, at most 1
 */
export function thresholdOf(values: Float32Array, share: number): number {
  const sorted = values.filter(isWeight).sort((a, b) => b - a);
  const wanted = share * sumOf(values);
  let held = 0;
  for (const value of sorted) {
    held += value;
    // Sums in another order differ in their last digits.
    if (held >= wanted * (1 - 1e-6)) return value;
  }
  return Infinity;
}
