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
  return [...notes, ...maskNotes(mask, language, number)];
}

/** The rule of a mask in words: "causal", "keys at most 4 away". */
export function maskNotes(mask: string, language: Language, number: (value: number) => string): string[] {
  const say = sayComputed(language);
  const words = parseMask(mask) ?? {};
  const sized = [
    ['window', 'windowOf'],
    ['dilated', 'dilatedOf'],
    ['global', 'globalOf'],
    ['random', 'randomOf'],
    ['seed', 'seedOf'],
    ['prefix', 'prefixOf'],
    ['block', 'blockOf'],
    ['strided', 'stridedOf'],
    ['length', 'lengthOf'],
  ] as const;
  const notes = words.causal ? [say('causal')] : [];
  for (const [word, sentence] of sized) {
    // Without global tokens there is nothing to say of them.
    const size = words[word] ?? 0;
    if (word in words && (size > 0 || word !== 'global')) notes.push(say(sentence, { size: number(size) }));
  }
  if (words.documents) notes.push(say('documentsOf', { sizes: words.documents.map(number).join(' + ') }));
  return notes;
}
