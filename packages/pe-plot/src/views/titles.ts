import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** An encoding by its kind, and what tells it from others of the kind. */
export function encodingTitle({ kind, variant }: Encoding, { say }: PlotWords): string {
  return variant ? say('variant', { kind: say(kind), variant: say(variant as 'linear') }) : say(kind);
}

/** Encodings by their kinds, each kind once, with what tells those of a kind apart. */
export function encodingNames(encodings: readonly Encoding[], words: PlotWords): string {
  const { say } = words;
  const kinds = new Set(encodings.map(({ kind }) => kind));
  return Array.from(kinds, (kind) => {
    const own = encodings.filter((encoding) => encoding.kind === kind);
    if (own.length === 1) return encodingTitle(own[0], words);
    const variants = new Set(own.map(({ variant }) => say((variant || 'none') as 'linear')));
    return variants.size === 1
      ? encodingTitle(own[0], words)
      : say('variants', { kind: say(kind), list: [...variants] });
  }).join(say('kindSeparator'));
}
