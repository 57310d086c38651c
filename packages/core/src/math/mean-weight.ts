import { MASKED_BELOW } from './masked.js';

/**
 * Mean of so many weights. What is masked counts as no weight, what is no number takes no part. −Infinity where all that is left is
 * masked, NaN where nothing is left.
 */
export function meanWeight(count: number, weightAt: (index: number) => number): number {
  let sum = 0;
  let masked = 0;
  let missing = 0;
  for (let at = 0; at < count; at++) {
    const weight = weightAt(at);
    if (weight <= MASKED_BELOW) masked++;
    else if (Number.isNaN(weight)) missing++;
    else sum += weight;
  }
  if (missing === count) return NaN;
  return masked + missing === count ? -Infinity : sum / (count - missing);
}
