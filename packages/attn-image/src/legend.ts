import {
  hidingNotes,
  type LegendNotes,
  quantityOf,
  type Say,
  scaleNotes,
  specialColors,
} from '@attn-elements/core/element';
import type { ImageView } from './view-model.js';
import type { Overlay } from './paint.js';
import type { ImageSentences } from './strings.js';

/** Notes of the legend: how weights became what is seen, in words, and which special colours there are. */
export function imageLegendNotes(
  { composition, map, layers, scale, layout, names, reader, measure, place }: ImageView,
  shown: {
    readonly overlay: Overlay;
    readonly shares: readonly number[];
    readonly maskShare: number;
    readonly hasBoxes: boolean;
  },
  say: Say<ImageSentences>,
  number: (value: number) => string,
  percent: (share: number) => string,
): LegendNotes {
  const { kind, options } = composition;
  const isQuery = composition.patches.side === 'key';
  const parts: string[] = [say(quantityOf(kind, composition.extent)), ...place];
  const isOfQueries = layers !== null && layers.some(({ map: own }) => own.other !== map.other);
  if (names.hasOther && !isOfQueries) parts.push(say(isQuery ? 'ofQuery' : 'ofKey', { other: names.other(map.other) }));
  parts.push(...hidingNotes([composition.panel], kind, options, say));
  const within = composition.patches.isMap ? 'cells' : 'tokens';
  const isLines = shown.overlay === 'contour' || shown.overlay === 'outline';
  if (layers && !isLines) {
    if (!options.domain) parts.push(say(isOfQueries ? 'perQuery' : 'perHead'));
    parts.push(say(shown.overlay === 'tiles' ? 'masks' : 'strongestColor', { share: percent(shown.maskShare) }));
  } else if (!layers) parts.push(...scaleNotes(scale, options.normalization, within, say, number));
  const split = layers ? null : reader.split();
  if (split) parts.push(split);
  if (shown.overlay === 'blend') parts.push(say('blended'));
  if (shown.shares.length > 0) {
    parts.push(say('around', { shares: shown.shares.map(percent) }));
  }
  if (shown.hasBoxes) parts.push(say('queryBoxes'));
  return {
    sentence: parts.join(say('comma')),
    marks: layers
      ? layers.map(({ name, color }) => ({ kind: 'allowed', text: name, fill: color }))
      : specialColors(map.extent, scale.domain, say, number),
    isNamed: layers !== null,
    scale,
    format: number,
    measure,
    width: Math.max(80, layout.width),
  };
}
