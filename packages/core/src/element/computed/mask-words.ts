import type { Mask } from '../../math/index.js';

/** The words of a `mask` attribute. Several stand together: a key must be allowed by each of them. */
export interface MaskWords {
  readonly causal?: boolean;
  /** Keys at most so many positions away. */
  readonly window?: number;
  /** Beside a window: the first so many tokens attend everywhere, and are attended from everywhere. */
  readonly global?: number;
  /** Runs of so many positions. */
  readonly block?: number;
  /** Only the first so many keys; what follows is padding. */
  readonly length?: number;
}

const sized = /\b(window|global|block|length)\s+(\d+)\b/g;

/** `causal`, `window 4`, `window 4 global 1`, `block 8`, `length 12`, several of them, or `none`; undefined for any other text. */
export function parseMask(text: string): MaskWords | undefined {
  const words: Record<string, number | boolean> = {};
  let isKnown = true;
  const rest = text
    .toLowerCase()
    .replaceAll(/[,，、]/g, ' ')
    .replaceAll(sized, (_, word: string, size: string) => {
      isKnown &&= !(word in words) && (word !== 'block' || Number(size) > 0);
      words[word] = Number(size);
      return '';
    })
    .trim();
  if (rest === 'causal') words.causal = true;
  else if (rest !== '' && (rest !== 'none' || Object.keys(words).length > 0)) isKnown = false;
  if ('global' in words && !('window' in words)) isKnown = false;
  return isKnown ? words : undefined;
}

/** The attribute's text of its words, always in the same order. */
export function maskText({ causal, window, global, block, length }: MaskWords): string {
  const say = (word: string, size?: number) => (size === undefined ? [] : [`${word} ${size}`]);
  const parts = [
    ...(causal ? ['causal'] : []),
    ...say('window', window),
    ...say('global', global),
    ...say('block', block),
    ...say('length', length),
  ];
  return parts.join(' ') || 'none';
}

/** The masks that all must allow a key. */
export function masksOf({ causal, window: size, global: globals, block, length }: MaskWords): Mask[] {
  const masks: Mask[] = [];
  if (causal) masks.push({ kind: 'causal' });
  if (size !== undefined) masks.push({ kind: 'window-global', size, globals: globals ?? 0 });
  if (block !== undefined) masks.push({ kind: 'block', size: block });
  if (length !== undefined) masks.push({ kind: 'padding', lengths: [length] });
  return masks;
}
