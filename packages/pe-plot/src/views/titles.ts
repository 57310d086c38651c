import type { Encoding } from '../kinds/encoding.js';
import type { Words } from './words.js';

/** An encoding by its kind, and what tells it from others of the kind. */
export function encodingTitle({ kind, variant }: Encoding, { say }: Words): string {
  return variant ? say('variant', { kind: say(kind), variant: say(variant as 'linear') }) : say(kind);
}
