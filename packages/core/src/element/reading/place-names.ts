import { displayTokens, type Segment, type TensorSource, tokensOf } from '../../data/index.js';
import type { Say } from '../locale.js';

/** Names of positions that are no words, null for words. */
export type PlaceNames = readonly (string | null)[];

/**
 * Names of the positions of a sequence that segments say are no words: of patches by their row and column, where the file has these, of
 * class tokens and registers. Tokens that the file names stand before them, unless one stands in the place of all patches of a picture.
 */
export function placeNames(
  segments: readonly Segment[],
  tokens: readonly string[] | null,
  count: number,
  say: Say,
): PlaceNames {
  const names: (string | null)[] = Array(count).fill(null);
  const pictures = segments.filter(({ kind }) => kind === 'image');
  for (const segment of segments) {
    const { kind, start, length, columns } = segment;
    if (kind === 'text' || (tokens && !isPlaceholder(tokens, segment))) continue;
    for (let n = 0; n < length; n++) {
      const at = start + n;
      if (kind !== 'image') names[at] = kind === 'class' ? say('classToken') : say('register', { n });
      else {
        const patch = columns
          ? say('patchAt', { row: Math.floor(n / columns), column: n % columns })
          : say('patchNumber', { n });
        names[at] = pictures.length > 1 ? say('ofPicture', { picture: pictures.indexOf(segment), patch }) : patch;
      }
    }
  }
  return names;
}

/** Whether several patches all have the same token, which the processor of a model repeats for them. */
function isPlaceholder(tokens: readonly string[], { kind, start, length }: Segment): boolean {
  return kind === 'image' && length > 1 && new Set(tokens.slice(start, start + length)).size === 1;
}

/** Labels of both sides. */
export interface SideLabels {
  readonly query: readonly string[] | null;
  readonly key: readonly string[] | null;
}

/** Labels of the queries and keys of a layer: its tokens as they are shown, patches by their place; null where nothing names them. */
export function labelsOf(source: TensorSource, layer: number, say: Say): SideLabels {
  const tokens = tokensOf(source, layer);
  const segments = source.segments?.(layer);
  const [queries, keys] = source.shape(layer);
  const labels = (side: keyof SideLabels, count: number) => {
    const shown = tokens[side] && displayTokens(tokens[side]);
    const own = segments?.[side];
    if (!own) return shown;
    return placeNames(own, tokens[side], count, say).map((name, at) => name ?? shown?.[at] ?? String(at));
  };
  return { query: labels('query', queries), key: labels('key', keys) };
}
