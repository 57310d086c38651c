import {
  hiddenKeys,
  hidingNotes,
  type LegendNotes,
  normalizationNotes,
  quantityOf,
  type Say,
  scaleNote,
  specialColors,
  type TextMeasure,
} from '@attn-elements/core/element';
import { scalePosition, tableColor } from '@attn-elements/core/color';
import { extentOf } from '@attn-elements/core/math';
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
  /** Notes on what part is shown, and on how the values were computed. */
  computed: readonly string[],
  sorting: Sorting,
): LegendNotes {
  const { options, scale, extent, kind, rowSums } = composition;
  if (composition.isRule) {
    const sentence = [say('rule'), ...computed].join(say('comma'));
    const place = { scale, format: number, measure, width: layout.width };
    return { ...place, sentence, isNamed: true, marks: ruleMarks(composition, say) };
  }
  const parts = [
    say(quantityOf(kind, extent)),
    ...(common ? [common] : []),
    ...computed,
    scaleNote(scale, say, number),
    ...normalizationNotes(options.normalization, 'cells', say),
  ];
  parts.push(...hidingNotes(composition.panels, kind, options, say));
  if (composition.scores && sorting !== 'none') parts.push(say(sorting));
  if (isReduced(composition, layout)) parts.push(say(options.reduction === 'mean' ? 'average' : 'largest'));
  if (rowSums) {
    const [low, high] = rowSums.map(number);
    parts.push(say(low === high ? 'sums' : 'sumsBetween', { low, high }));
  }

  const marks = specialColors(extent, scale.domain, say, number, maskedWord(composition));
  return { sentence: parts.join(say('comma')), marks, scale, format: number, measure, width: layout.width };
}

/** The two colours of a rule. */
function ruleMarks({ scale, colormap, extent }: HeatmapComposition, say: Say<HeatmapSentences>): LegendNotes['marks'] {
  const [red, green, blue] = tableColor(colormap.table, scalePosition(scale, 1));
  const fill = `rgb(${red} ${green} ${blue})`;
  const marks: LegendNotes['marks'] = [{ kind: 'allowed', text: say('may'), fill }];
  return extent.hasMasked ? [...marks, { kind: 'masked', text: say('mayNot') }] : marks;
}

/** Word for the cells without a colour: those of hidden columns are no masked ones. */
function maskedWord({ options, panels }: HeatmapComposition) {
  if (panels.every((panel) => hiddenKeys(panel, options).length === 0)) return 'masked';
  return panels.some(({ raw }) => extentOf(raw.values).hasMasked) ? 'maskedOrHidden' : 'hiddenCell';
}

/** Whether some matrix has more cells than pixels to show them on. */
function isReduced({ panels }: HeatmapComposition, { tiles, pixelRatio }: HeatmapLayout): boolean {
  return panels.some(
    ({ shown }, i) =>
      shown.columns > Math.round(tiles[i].width * pixelRatio) || shown.rows > Math.round(tiles[i].height * pixelRatio),
  );
}
