import type { Dense } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';
import { overRows } from './over-rows.js';
import type { RowWeighting } from './weighting.js';

/** All weight on the highest score of one row. Its gradient is 0, as the weights stay the same however the scores stir. */
export const hardRow: RowWeighting = {
  weigh(scores, start, allowed, weights) {
    let best = -1;
    for (let i = 0; i < allowed.length; i++) {
      const score = scores[start + i];
      if (!allowed[i] || score <= MASKED_BELOW) continue;
      if (best === -1 || score > scores[start + best]) best = i;
    }
    if (best !== -1) weights[start + best] = 1;
  },
  pullBack(_, start, keys, gradient) {
    gradient.fill(0, start, start + keys);
  },
};

/**
 * 1 for the highest score over the last axis, the first of equals, 0 for the others. Same shape. Scores of −Infinity or
 * float32's lowest are masked; a row of them alone is all 0.
 */
export function hard(scores: Dense): Dense {
  return overRows(scores, hardRow);
}
