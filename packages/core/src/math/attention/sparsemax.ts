import type { Dense } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';
import { overRows } from './over-rows.js';
import type { RowWeighting } from './weighting.js';

/** The nearest point of the simplex to one row of scores. */
export const sparsemaxRow: RowWeighting = {
  weigh(scores, start, allowed, weights) {
    const keys = allowed.length;
    const sorted = new Float64Array(keys);
    let count = 0;
    for (let i = 0; i < keys; i++) {
      if (allowed[i] && !(scores[start + i] <= MASKED_BELOW)) sorted[count++] = scores[start + i];
    }
    if (count === 0) return;
    const rising = sorted.subarray(0, count).sort();
    // The highest is taken off first, so that large scores keep their digits; it is always in the support.
    const high = rising[count - 1];
    let sum = 0;
    let support = 0;
    for (let i = count - 1; i >= 0; i--) {
      const score = rising[i] - high;
      if (1 + (support + 1) * score <= sum + score) break;
      sum += score;
      support++;
    }
    const threshold = (sum - 1) / support;
    for (let i = 0; i < keys; i++) {
      const score = scores[start + i];
      if (allowed[i] && !(score <= MASKED_BELOW)) weights[start + i] = Math.max(0, score - high - threshold);
    }
  },
  pullBack(weights, start, keys, gradient) {
    const end = start + keys;
    let sum = 0;
    let support = 0;
    for (let i = start; i < end; i++) {
      if (weights[i] === 0) continue;
      sum += gradient[i];
      support++;
    }
    for (let i = start; i < end; i++) gradient[i] = weights[i] === 0 ? 0 : gradient[i] - sum / support;
  },
};

/**
 * The nearest point of the simplex over the last axis: max(0, score − τ) with τ such that a row sums to 1 (Martins & Astudillo
 * 2016, algorithm 1). Same shape. Scores of −Infinity or float32's lowest are masked; a row of them alone is all 0.
 */
export function sparsemax(scores: Dense): Dense {
  return overRows(scores, sparsemaxRow);
}
