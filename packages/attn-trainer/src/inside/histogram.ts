/** Buckets of a histogram over steps: as many as a strip of a few hundred pixels shows. */
const BUCKETS = 32;

/** Histograms of one tensor over the steps of a run. */
export interface Histograms {
  /** Steps in order, one histogram each. */
  readonly steps: readonly number[];
  /** The least and the largest value of all steps: the buckets are of equal width between them. */
  readonly low: number;
  readonly high: number;
  readonly buckets: number;
  /** Values in each bucket, [steps, buckets], from the least values up; a bucket has its lower limit, the last one both. */
  readonly counts: Float32Array;
}

/** Histograms of values at several steps on common buckets, one where all values are alike. What is no finite number counts nowhere. */
export function histograms(values: ReadonlyMap<number, ArrayLike<number>>): Histograms {
  let [low, high] = [Infinity, -Infinity];
  for (const list of values.values()) {
    for (let i = 0; i < list.length; i++) {
      if (!Number.isFinite(list[i])) continue;
      if (list[i] < low) low = list[i];
      if (list[i] > high) high = list[i];
    }
  }
  if (low > high) [low, high] = [0, 0];
  const buckets = high > low ? BUCKETS : 1;
  const width = (high - low) / buckets;
  const counts = new Float32Array(values.size * buckets);
  for (const [row, list] of [...values.values()].entries()) {
    for (let i = 0; i < list.length; i++) {
      if (!Number.isFinite(list[i])) continue;
      const bucket = width > 0 ? Math.min(buckets - 1, Math.floor((list[i] - low) / width)) : 0;
      counts[row * buckets + bucket]++;
    }
  }
  return { steps: [...values.keys()], low, high, buckets, counts };
}
