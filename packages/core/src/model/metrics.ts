import {
  dense,
  firstTokenShare,
  inductionScore,
  meanDistance,
  previousTokenScore,
  rowEntropy,
  sameTokenScore,
} from '../math/index.js';
import type { ModelPart } from './architecture.js';
import type { HeadPlace } from './forward/interventions.js';
import type { AttentionTrace } from './forward/trace.js';

/** Metrics of a head on one text, each a number; NaN where the text, or the part of the model, has no place for it. */
export interface HeadMetrics extends HeadPlace {
  /** Mean weight on the token before: a previous-token head has 1. */
  readonly previous: number;
  /** Mean weight on what followed earlier occurrences of the token (Olsson et al. 2022). */
  readonly induction: number;
  /** Mean weight on other occurrences of the token. */
  readonly duplicate: number;
  /** Share of the first token (Xiao et al. 2024). */
  readonly sink: number;
  /** Mean entropy of a query’s weights, in nats. */
  readonly entropy: number;
  /** Mean distance between a query and the keys that it attends to, in tokens. */
  readonly distance: number;
}

/**
 * Metrics of all heads of a layer.
 * @param tokens ids at the keys; null where keys and queries are of different sequences, or of no tokens: entropy and sink alone have a meaning then
 */
export function headMetrics(
  part: ModelPart,
  layer: number,
  { heads, queryCount, keyCount, attention }: AttentionTrace,
  tokens: readonly number[] | null,
): readonly HeadMetrics[] {
  if (!attention) return [];
  const weights = dense(attention, [heads, queryCount, keyCount]);
  const none = new Float32Array(heads).fill(NaN);
  const [previous, induction, duplicate] = tokens
    ? [previousTokenScore(weights), inductionScore(weights, tokens), sameTokenScore(weights, tokens)].map(
        ({ values }) => values,
      )
    : [none, none, none];
  const sink = firstTokenShare(weights).values;
  const entropies = rowEntropy(weights).values;
  const distances = tokens ? meanDistance(weights).values : none;
  return Array.from({ length: heads }, (_, head) => ({
    part,
    layer,
    head,
    previous: previous[head],
    induction: induction[head],
    duplicate: duplicate[head],
    sink: sink[head],
    entropy: mean(entropies.subarray(head * queryCount, (head + 1) * queryCount)),
    distance: distances[head],
  }));
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
