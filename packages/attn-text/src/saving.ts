import { type Loaded, weightRows } from '@attn-elements/core/element';
import { isDocument } from './document.js';

/** The rows of the CSV file: every value as the source has it, token by token. */
export function textCsvRows({ source, panels }: Loaded): Iterable<readonly (string | number)[]> {
  if (!isDocument(source)) return weightRows(source, panels);
  const { lengths, sentences, words } = source.levels;
  const rows: (string | number)[][] = [['sentence', 'word', 'token', 'sentence_weight', 'word_weight', 'weight']];
  let at = 0;
  lengths.forEach((length, sentence) => {
    for (let word = 0; word < length; word++, at++) {
      const token = source.keyTokens?.[at] ?? '';
      rows.push([sentence, word, token, sentences[sentence], words[at], panels[0].raw.values[at]]);
    }
  });
  return rows;
}
