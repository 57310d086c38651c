import type { TextComposition, TextSide } from './model.js';
import type { Word } from './words.js';

/** A word that is chosen: as the query whose weights are shown, or as the key. */
export interface TextChoice {
  readonly side: TextSide;
  readonly word: number;
}

/** Whether words are chosen among, or read alone. */
export const hasChoice = ({ arrangement }: TextComposition): boolean =>
  arrangement === 'self' || arrangement === 'cross';

/** A word that is pointed at or chosen, by its side, or a pair of them. */
export interface TextWords {
  readonly query: number | null;
  readonly key: number | null;
}

/** The one word, or of a pair the one on a side. */
export function choiceOf({ query, key }: TextWords, axis: TextSide): TextChoice {
  const side = query === null ? 'key' : key === null ? 'query' : axis;
  return { side, word: (side === 'query' ? query : key)! };
}

/** The word that a token is of. */
export function wordAt(words: readonly Word[], token: number | null): number | null {
  const at = token === null ? -1 : words.findIndex(({ first, end }) => first <= token && token < end);
  return at < 0 ? null : at;
}
