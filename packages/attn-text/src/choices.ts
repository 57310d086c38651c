import type { Composition, Side } from './model.js';
import type { Word } from './words.js';

/** A word that is chosen: as the query whose weights are shown, or as the key. */
export interface Choice {
  readonly side: Side;
  readonly word: number;
}

/** Whether words are chosen among, or read alone. */
export const hasChoice = ({ arrangement }: Composition): boolean => arrangement === 'self' || arrangement === 'cross';

/** The cell of a chosen word and one of the other side. */
export const pairOf = (chosen: Choice, other: number): [row: number, column: number] =>
  chosen.side === 'query' ? [chosen.word, other] : [other, chosen.word];

/** The word that a token is of. */
export function wordAt(words: readonly Word[], token: number | null): number | null {
  const at = token === null ? -1 : words.findIndex(({ first, end }) => first <= token && token < end);
  return at < 0 ? null : at;
}
