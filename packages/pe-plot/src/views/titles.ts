import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** An encoding by its kind, and what tells it from others of the kind. */
export function encodingTitle({ kind, variant }: Encoding, { say }: PlotWords): string {
  return variant ? say('variant', { kind: say(kind), variant: say(variant as 'linear') }) : say(kind);
}
