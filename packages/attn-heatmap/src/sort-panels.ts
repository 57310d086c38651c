import { tokensOf, type TensorSource } from '@attn-elements/core/data';
import type { ReadPanel } from '@attn-elements/core/element';
import { headScore, needsTokens } from './head-score.js';
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
  if (source.kind === 'scores' || (needsTokens(sorting) && !panels.every(({ layer }) => tokens(layer)))) {
    console.warn(`<attn-heatmap>: sort="${sorting}" needs weights${sorting === 'entropy' ? '' : ' and tokens'}.`);
    return { panels, scores: null };
  }
  const scored = panels.map((panel) => ({ panel, score: headScore(panel, sorting, tokens(panel.layer) ?? []) }));
  const isRising = sorting === 'entropy';
  const rank = (score: number) => (Number.isNaN(score) ? Infinity : isRising ? score : -score);
  scored.sort((a, b) => rank(a.score) - rank(b.score) || 0);
  return { panels: scored.map(({ panel }) => panel), scores: scored.map(({ score }) => score) };
}
