import type { Language } from '../languages.js';
import type { ComputedOptions } from './computed-options.js';
import { sayComputed } from './computed-strings.js';
import { parseMask } from './mask-words.js';

/** Notes for a legend on how attention was computed: "scaled dot product", "softmax at temperature 0.5", "causal". */
export function computedNotes(
  { score, weighting, temperature, mask }: ComputedOptions,
  language: Language,
  number: (value: number) => string,
): string[] {
  const say = sayComputed(language);
  const notes: string[] = [];
  if (score) notes.push(say(score));
  if (weighting === 'softmax' && temperature !== 1) notes.push(say('softmaxAt', { temperature: number(temperature) }));
  else if (weighting !== 'none') notes.push(say(weighting));
  const { causal, window, global, block, length } = parseMask(mask) ?? {};
  if (causal) notes.push(say('causal'));
  if (window !== undefined) notes.push(say('windowOf', { size: number(window) }));
  if (global) notes.push(say('globalOf', { size: number(global) }));
  if (block !== undefined) notes.push(say('blockOf', { size: number(block) }));
  if (length !== undefined) notes.push(say('lengthOf', { size: number(length) }));
  return notes;
}
