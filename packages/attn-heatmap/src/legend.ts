import {
  type LegendNotes,
  normalizationNotes,
  type Say,
  scaleNote,
  specialColors,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { HeatmapLayout, Texts } from './layout.js';
import type { HeatmapComposition } from './model.js';
import type { Sorting } from './sorting.js';
import type { HeatmapSentences } from './strings.js';

/** Notes of the legend: how values became colours, in words, and which special colours there are. */
export function heatmapLegendNotes(
  composition: HeatmapComposition,
  { common }: Texts,
  layout: HeatmapLayout,
  say: Say<HeatmapSentences>,
  number: (value: number) => string,
  measure: TextMeasure,
  /** Notes on how the values were computed, where they were. */
  computed: readonly string[],
  sorting: Sorting,
): LegendNotes {
  const { options, scale, extent, kind, rowSums } = composition;
  const parts = [
    say(kind),
    ...(common ? [common] : []),
    ...computed,
    scaleNote(scale, say, number),
    ...normalizationNotes(options.normalization, 'cells', say),
  ];
  if (options.hideFirstToken) parts.push(say(kind === 'weights' ? 'hidden' : 'hiddenScores'));
  if (composition.scores && sorting !== 'none') parts.push(say(sorting));
  if (isReduced(composition, layout)) parts.push(say(options.reduction === 'mean' ? 'average' : 'largest'));
  if (rowSums) parts.push(say('sums', { range: [...new Set(rowSums.map(number))].join('–') }));

  const marks = specialColors(extent, scale.domain, say, number);
  return { sentence: parts.join(say('comma')), marks, scale, format: number, measure, width: layout.width };
}

/** Whether some matrix has more cells than pixels to show them on. */
function isReduced({ panels }: HeatmapComposition, { tiles, pixelRatio }: HeatmapLayout): boolean {
  return panels.some(
    ({ shown }, i) =>
      shown.columns > Math.round(tiles[i].width * pixelRatio) || shown.rows > Math.round(tiles[i].height * pixelRatio),
  );
}
