import { type LegendNotes, quantityOf, type Say, scaleNotes, specialColors } from '@attn-elements/core/element';
import type { ImageView } from './view-model.js';
import type { Overlay } from './paint.js';
import type { ImageSentences } from './strings.js';

/** Notes of the legend: how weights became what is seen, in words, and which special colours there are. */
export function imageLegendNotes(
  { composition, map, scale, layout, names, reader, measure, place }: ImageView,
  shown: { readonly overlay: Overlay; readonly shares: readonly number[] },
  say: Say<ImageSentences>,
  number: (value: number) => string,
  percent: (share: number) => string,
): LegendNotes {
  const { kind, options } = composition;
  const isQuery = composition.patches.side === 'key';
  const parts: string[] = [say(quantityOf(kind, composition.extent)), ...place];
  if (names.hasOther) parts.push(say(isQuery ? 'ofQuery' : 'ofKey', { other: names.other(map.other) }));
  if (options.hideFirstToken) parts.push(say(kind === 'weights' ? 'hidden' : 'hiddenScores'));
  const within = composition.patches.isMap ? 'cells' : 'tokens';
  parts.push(...scaleNotes(scale, options.normalization, within, say, number));
  const split = reader.split();
  if (split) parts.push(split);
  if (shown.overlay === 'blend') parts.push(say('blended'));
  if (shown.shares.length > 0) {
    parts.push(say('around', { shares: shown.shares.map(percent) }));
  }
  return {
    sentence: parts.join(say('comma')),
    marks: specialColors(map.extent, scale.domain, say, number),
    scale,
    format: number,
    measure,
    width: Math.max(80, layout.width),
  };
}
