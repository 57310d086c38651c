import { reason } from '../../errors.js';
import { type Dense, float64, rounded } from '../dense.js';
import { badOption } from '../option.js';
import { type AttentionGrid, gridOf } from './grid.js';
import { hardRow } from './hard.js';
import type { Mask, MaskRule } from './mask.js';
import { maskRule } from './mask-rule.js';
import { allowedKeys } from './may-attend.js';
import { softmaxRow } from './softmax.js';
import { sparsemaxRow } from './sparsemax.js';
import { type RowWeighting, type Weighting, weightingKinds } from './weighting.js';

/** A weighting by its name; softmax unless given. Throws `bad-option`. */
export function rowWeighting(weighting: Weighting = { kind: 'softmax' }): RowWeighting {
  switch (weighting.kind) {
    case 'softmax':
      return softmaxRow(weighting.temperature ?? 1);
    case 'sparsemax':
      return sparsemaxRow;
    case 'hard':
      return hardRow;
  }
  throw badOption('weighting', (weighting as Weighting).kind, reason`the weightings are ${weightingKinds}`);
}

/** Weights of scores [batch, heads, queries, keys] under a mask's rule. */
export function weighGrid(scores: Float64Array, row: RowWeighting, rule: MaskRule, grid: AttentionGrid): Float64Array {
  const { batch, heads, queries, keys } = grid;
  const weights = new Float64Array(scores.length);
  const allowed = new Uint8Array(keys);
  for (let item = 0, start = 0; item < batch; item++) {
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < queries; query++, start += keys) {
        allowedKeys(rule, item, head, query, grid, allowed);
        row.weigh(scores, start, allowed, weights);
      }
    }
  }
  return weights;
}

export interface WeighingOptions {
  /** Softmax at temperature 1 unless given. */
  readonly weighting?: Weighting;
  /** All of them must allow a cell; every cell unless given. */
  readonly mask?: Mask | readonly Mask[];
}

/**
 * Weights of scores [queries, keys], [heads, queries, keys] or [batch, heads, queries, keys]; same shape. What is masked has
 * weight 0 whatever its score, NaN included, and a row where nothing may be attended is all 0. Throws `wrong-shape`, `bad-option`.
 */
export function attentionWeights(scores: Dense, { weighting, mask }: WeighingOptions = {}): Dense {
  const grid = gridOf('The scores', scores.shape);
  const weights = weighGrid(float64(scores), rowWeighting(weighting), maskRule(mask, grid), grid);
  return rounded(weights, scores.shape, scores);
}
