import { type Dense, float64, rounded } from '../dense.js';
import type { RowWeighting } from './weighting.js';

/** A weighting over the last axis of any array. */
export function overRows(scores: Dense, row: RowWeighting): Dense {
  const from = float64(scores);
  const weights = new Float64Array(from.length);
  const allowed = new Uint8Array(scores.shape[scores.shape.length - 1]).fill(1);
  for (let start = 0; start < from.length; start += allowed.length) row.weigh(from, start, allowed, weights);
  return rounded(weights, scores.shape, scores);
}
