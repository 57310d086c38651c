import type { Mask } from '../../math/index.js';
import type { MaskWords } from './mask-words.js';

/** The masks that all must allow a key. */
export function masksOf(words: MaskWords): Mask[] {
  const {
    causal,
    window: size,
    global: globals = 0,
    block,
    length,
    prefix,
    dilated,
    strided,
    random,
    documents,
  } = words;
  const masks: Mask[] = [];
  if (causal) masks.push({ kind: 'causal' });
  if (random !== undefined)
    masks.push({ kind: 'random', count: random, seed: words.seed ?? 0, size: size ?? null, globals });
  else if (size !== undefined && dilated !== undefined) masks.push({ kind: 'dilated', size, gap: dilated });
  else if (size !== undefined) masks.push({ kind: 'window-global', size, globals });
  if (prefix !== undefined) masks.push({ kind: 'prefix', size: prefix });
  if (block !== undefined) masks.push({ kind: 'block', size: block });
  if (documents) masks.push({ kind: 'documents', lengths: documents });
  if (strided !== undefined) masks.push({ kind: 'strided', stride: strided });
  if (length !== undefined) masks.push({ kind: 'padding', lengths: [length] });
  return masks;
}
