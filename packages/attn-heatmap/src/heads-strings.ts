import { partSentences, type SayPart } from '@attn-elements/core/element';
import { headsZhHans } from './heads-zh-hans.js';
import { headsZhHant } from './heads-zh-hant.js';

const en = {
  layer: 'layer',
  entropy: 'mean entropy of rows (nats)',
  distance: 'mean distance to the keys (tokens)',
  'first-token': 'share on the first token',
  'previous-token': 'share on the token before',
  'same-token': 'share on the same token elsewhere',
  induction: 'share on what followed the same token before',
  across: 'To the right',
  up: 'Upwards',
  colors: 'each point is a head, its colour the layer',
  points: 'each point is a head',
  summary: 'Each head is a point, placed to the right by: {across}; upwards by: {up}.',
  head: '{panel}: {across} {x}; {up} {y}',
  missing:
    '{count} {count|one:head is|other:heads are} not drawn: this number needs weights, and for the same token its tokens',
};

/** Sentences of one language. */
export type HeadsSentences = Readonly<Record<keyof typeof en, string>>;

/** A sentence on heads as points with its details. */
export type SayHeads = SayPart<keyof typeof en>;

/** Sentences on heads as points; pages add those of a language under `heads`. */
export const sayHeads = partSentences<keyof typeof en>('heads', en, {
  'zh-Hans': headsZhHans,
  'zh-Hant': headsZhHant,
});
