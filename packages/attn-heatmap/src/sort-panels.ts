import { tokensOf, type TensorSource } from '@attn-elements/core/data';
import type { ReadPanel } from '@attn-elements/core/element';
import {
  dense,
  firstTokenShare,
  inductionScore,
  previousTokenScore,
  rowEntropy,
  sameTokenScore,
} from '@attn-elements/core/math';
import type { Sorted, Sorting } from './sorting.js';

/**
 * Sorts heads by what they do: by the mean entropy of their rows, sharpest first, or by a share of their weight, largest first.
 * Heads without a score come last. Scores before the softmax have no shares, and what asks for tokens needs tokens: then
 * nothing is sorted, and the console says so.
 */
export function sortPanels(
  panels: readonly ReadPanel[],
  sorting: Exclude<Sorting, 'none'>,
  source: TensorSource,
): Sorted {
  const tokens = (layer: number) => tokensOf(source, layer).key;
  const needsTokens = sorting === 'same-token' || sorting === 'induction';
  if (source.kind === 'scores' || (needsTokens && !panels.every(({ layer }) => tokens(layer)))) {
    console.warn(`<attn-heatmap>: sort="${sorting}" needs weights${sorting === 'entropy' ? '' : ' and tokens'}.`);
    return { panels, scores: null };
  }
  const scored = panels.map((panel) => ({ panel, score: scoreOf(panel, sorting, tokens(panel.layer) ?? []) }));
  const isRising = sorting === 'entropy';
  const rank = (score: number) => (Number.isNaN(score) ? Infinity : isRising ? score : -score);
  scored.sort((a, b) => rank(a.score) - rank(b.score) || 0);
  return { panels: scored.map(({ panel }) => panel), scores: scored.map(({ score }) => score) };
}

function scoreOf({ raw }: ReadPanel, sorting: Exclude<Sorting, 'none'>, tokens: readonly string[]): number {
  const weights = dense(raw.values, [raw.rows, raw.columns]);
  switch (sorting) {
    case 'entropy': {
      // A row of NaN, or without any weight, is neither sharp nor flat.
      const entropies = rowEntropy(weights).values.filter((entropy, row) => entropy >= 0 && hasWeight(raw, row));
      return entropies.reduce((sum, entropy) => sum + entropy, 0) / entropies.length;
    }
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

function hasWeight({ values, columns }: ReadPanel['raw'], row: number): boolean {
  return values.subarray(row * columns, (row + 1) * columns).some((value) => value > 0);
}
