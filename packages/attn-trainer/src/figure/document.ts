import type { AttentionMap } from '../datasets/dataset.js';

/** A sentence of a document: its share of the attention, and that of each of its words within it. */
export interface DocumentSentence {
  readonly text: string;
  readonly words: readonly string[];
  readonly weight: number;
  readonly weights: Float32Array;
}

/** The document as a reader would write it: sentences of which no full stop was kept are told apart by one. */
export const documentText = (sentences: readonly DocumentSentence[]): string =>
  sentences.map(({ text }) => (/[.!?。！？]$/.test(text) ? text : `${text}.`)).join(' ');

/** The document that two maps are of, one of the words of its sentences and one of the sentences; null where they are none. */
export function documentOf(maps: readonly AttentionMap[]): readonly DocumentSentence[] | null {
  const [words, sentences] = ['word', 'sentence'].map((name) => maps.find((map) => map.name === name));
  if (!words?.queryTokens || !sentences) return null;
  const columns = words.shape[3];
  return words.queryTokens.map((text, row) => {
    // Sentences were put together from their words.
    const named = text.split(' ');
    const from = row * columns;
    return {
      text,
      words: named,
      weight: sentences.values[row],
      weights: words.values.subarray(from, from + named.length),
    };
  });
}
