import type { ReadPanel } from '@attn-elements/core/element';
import {
  dense,
  firstTokenShare,
  inductionScore,
  meanDistance,
  previousTokenScore,
  rowEntropy,
  sameTokenScore,
} from '@attn-elements/core/math';
import type { HeadScore } from './sorting.js';

/** A number for what a head does; NaN where nothing in it can be counted. @param tokens of the keys */
export function headScore({ raw }: ReadPanel, score: HeadScore, tokens: readonly string[]): number {
  const weights = dense(raw.values, [raw.rows, raw.columns]);
  switch (score) {
    case 'entropy': {
      // A row of NaN, or without any weight, is neither sharp nor flat.
      const entropies = rowEntropy(weights).values.filter((entropy, row) => entropy >= 0 && hasWeight(raw, row));
      return entropies.reduce((sum, entropy) => sum + entropy, 0) / entropies.length;
    }
    case 'distance':
      return meanDistance(weights).values[0];
    case 'first-token':
      return firstTokenShare(weights).values[0];
    case 'previous-token':
      return previousTokenScore(weights).values[0];
    case 'same-token':
      return sameTokenScore(weights, tokens).values[0];
    case 'induction':
      return inductionScore(weights, tokens).values[0];
  }
}

/** Whether a score compares tokens. */
export const needsTokens = (score: HeadScore): boolean => score === 'same-token' || score === 'induction';

function hasWeight({ values, columns }: ReadPanel['raw'], row: number): boolean {
  return values.subarray(row * columns, (row + 1) * columns).some((value) => value > 0);
}
