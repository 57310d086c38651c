/**
 * No fill of a mask in use is nearer to 0 than early BERT's −10000, which is added to scores; real scores stay far above
 * half of that.
 */
export const NEAREST_FILL = -4096;

/**
 * The highest score that is a mask's fill; −Infinity where none is. Fills are told by the gap: below every score that may be
 * attended there is an empty stretch, at least as wide as those scores spread, and what lies below it is masked. So −∞,
 * float32's lowest, −1e9, −65504 and −10000 are found alike, also where they were added to the scores.
 */
export function fillOf(scores: Float32Array): number {
  let high = -Infinity;
  let low = Infinity;
  let lowest = Infinity;
  for (const score of scores) {
    if (score < lowest && score > -Infinity) lowest = score;
    if (score <= NEAREST_FILL || !(score < Infinity)) continue;
    if (score > high) high = score;
    if (score < low) low = score;
  }
  if (!(lowest <= NEAREST_FILL)) return -Infinity;
  // Of each power of two the least and the most negative score: a gap of less than a factor of two is none.
  const highest = new Map<number, number>();
  const deepest = new Map<number, number>();
  for (const score of scores) {
    if (!(score <= NEAREST_FILL) || score === -Infinity) continue;
    const power = Math.floor(Math.log2(-score));
    highest.set(power, Math.max(score, highest.get(power) ?? -Infinity));
    deepest.set(power, Math.min(score, deepest.get(power) ?? 0));
  }
  for (const power of Array.from(highest.keys()).sort((a, b) => a - b)) {
    const top = highest.get(power)!;
    if (low < Infinity && low - top >= Math.max(high - low, -NEAREST_FILL / 2)) return top;
    high = Math.max(high, top);
    low = deepest.get(power)!;
  }
  return -Infinity;
}

/** Scores with −Infinity wherever a mask's fill stands; the array itself where there is none. */
export function hideFills(scores: Float32Array): Float32Array {
  const fill = fillOf(scores);
  return fill === -Infinity ? scores : scores.map((score) => (score <= fill ? -Infinity : score));
}
