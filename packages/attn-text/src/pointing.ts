import {
  type AttentionGrid,
  type Cell,
  type CellDetail,
  type CellPlace,
  FigureGrid,
  type GroupPlace,
  Memo,
  strongestCells,
} from '@attn-elements/core/element';
import { type TextChoice, choiceOf, hasChoice, type TextWords, wordAt } from './choices.js';
import type { TextComposition, TextSide } from './model.js';
import type { TextView } from './view.js';

/** Host of the choosing, with the author's properties of it. */
export interface ChoosingHost {
  readonly side: TextSide;
}

/** Chosen and hovered words, to be marked in the texts. */
export interface Marks {
  readonly chosen: TextChoice | null;
  readonly hovered: TextChoice | null;
  /** Query and key of the keyboard; of words without queries the key alone. */
  readonly cursor: readonly TextChoice[];
}

/** The words as a grid of queries and keys: a reader points at words, chooses one, or walks through pairs of them by keyboard. */
export class TextGrid extends FigureGrid<TextWords, TextView, ChoosingHost> implements AttentionGrid<TextWords> {
  readonly keepsPinned = true;
  readonly #ranked = new Memo<TextWords[]>();
  /** The words whose choices these are: other heads of the same text keep them. */
  #text = '';
  #composition: TextComposition | null = null;
  #given: CellPlace = { query: null, key: null };

  /**
   * Takes the texts that are about to be shown: the choice belongs to the words it was made among.
   * @param given positions of the tokens that the author chose
   */
  begin(composition: TextComposition, given: CellPlace): void {
    this.#given = given;
    if (composition === this.#composition) return;
    this.#composition = composition;
    const { queries, keys, arrangement } = composition;
    const text = [arrangement, ...queries, '', ...keys].map((word) => (typeof word === 'string' ? word : word.name));
    const next = JSON.stringify(text);
    if (next === this.#text) return;
    this.#text = next;
    this.cells.forget();
    this.#pin(this.#givenIn(composition));
  }

  /** Takes what the author chose. */
  choose(composition: TextComposition): void {
    this.interaction.group.unlink();
    this.#pin(this.#givenIn(composition));
  }

  /** The word whose weights are shown. */
  choiceIn(composition: TextComposition): TextChoice | null {
    return hasChoice(composition) ? (this.#ownChoice(composition) ?? this.#linked(composition)) : null;
  }

  /** The word that the reader points at, reaches by keys or chose. */
  #ownChoice(composition: TextComposition): TextChoice | null {
    const hovered = this.#isAcross ? null : this.#hovered;
    return hovered ?? this.#underKeys(composition) ?? this.#chosen;
  }

  /** The word that was chosen to stay. */
  chosenIn(composition: TextComposition): TextChoice | null {
    return hasChoice(composition) ? this.#chosen : null;
  }

  /** Readout of the hovered or chosen word; null for the hint. */
  readout({ composition, reader }: TextView): string | null {
    const { cursor, isAtKeys, pinned } = this.cells;
    const [hovered, chosen] = [this.#hovered, this.#chosen];
    if (!hasChoice(composition)) {
      const word = hovered?.word ?? (isAtKeys ? cursor.column : (chosen?.word ?? this.#linkedKey(composition)));
      return word === null ? null : reader.sentence(0, word);
    }
    if (!hovered && isAtKeys) return reader.sentence(cursor.row, cursor.column);
    const pair = hovered && chosen && hovered.word !== chosen.word ? pairOf(chosen, hovered.word) : cellIn(pinned);
    if (pair && this.#isAcross) return reader.sentence(...pairOf(chosen!, hovered!.word));
    // What a picture says of its patches is read there: here the word that looks is marked.
    const isOfText = composition.arrangement === 'self' || composition.texts.length > 1;
    const choice = isOfText ? this.choiceIn(composition) : this.#ownChoice(composition);
    const parts = [pair && reader.sentence(...pair), choice && reader.attends(choice)];
    return parts.filter(Boolean).join(' · ') || null;
  }

  marks(composition: TextComposition): Marks {
    const linkedKey = this.#linkedKey(composition);
    const cursor: TextChoice[] = this.cells.isAtKeys ? this.#cursorWords(composition) : [];
    if (linkedKey !== null && !this.#hovered && !this.#chosen) cursor.push({ side: 'key', word: linkedKey });
    const chosen = this.#chosen ?? (hasChoice(composition) ? this.#linked(composition) : null);
    return { chosen, hovered: this.#hovered, cursor };
  }

  get size() {
    return this.shown?.composition.weights ?? null;
  }

  get isRightToLeft(): boolean {
    return this.view.isRightToLeft();
  }

  has({ query, key }: TextWords): boolean {
    const { queries = [], keys = [] } = this.#composition ?? {};
    return (query ?? 0) < queries.length && (key ?? 0) < keys.length;
  }

  spotIn({ row, column }: Cell): TextWords {
    return { query: row, key: column };
  }

  cellOf({ query, key }: TextWords): Cell {
    const { row, column } = this.cells.cursor;
    return { row: query ?? row, column: key ?? column };
  }

  spotAt({ type, target }: MouseEvent): TextWords | null {
    const view = this.shown;
    const found = (target as Element | null)?.closest<HTMLElement>('.word');
    const text = found?.closest<HTMLElement>('.text');
    // The end of a selection is no choice.
    if (!view || !text || (type === 'click' && String(getSelection()) !== '')) return null;
    const { arrangement } = view.composition;
    const side = arrangement === 'self' ? this.host.side : (text.dataset.side as TextSide);
    return wordsOf({ side, word: Number(found!.dataset.at) });
  }

  strongest(count: number): readonly TextWords[] {
    const { composition, shading } = this.view;
    const { values, side } = shading;
    const { row, column } = this.cells.cursor;
    const isKey = side === 'key' || !hasChoice(composition);
    return this.#ranked.of([values, isKey, isKey ? row : column], () =>
      strongestCells(values, values.length, count).map(({ column: word }) =>
        isKey ? { query: row, key: word } : { query: word, key: column },
      ),
    );
  }

  detail({ query, key }: TextWords): CellDetail {
    const { composition, reader } = this.view;
    return hasChoice(composition) ? reader.detail(query, key) : reader.detail(0, key ?? query);
  }

  /** The positions of tokens. */
  placeOf(words: TextWords | null): Partial<GroupPlace> {
    const { panel, composition } = this.view;
    const { queries, keys } = composition;
    const { query, key } = words ?? { query: null, key: null };
    return {
      layer: panel.layer,
      head: panel.head,
      query: query === null || !hasChoice(composition) ? null : queries[query].first,
      key: key === null ? null : keys[key].first,
    };
  }

  nameAt(side: TextSide, token: number, count: number): string | null {
    return this.view.reader.nameAt(side, token, count);
  }

  spotOf(place: CellPlace): TextWords | null {
    const { composition } = this.view;
    const query = hasChoice(composition) ? wordAt(composition.queries, place.query) : null;
    const key = wordAt(composition.keys, place.key);
    return query === null && key === null ? null : { query, key };
  }

  /** In a text that attends to itself Enter chooses the word that is read, else the word whose weights are shown. */
  activate(words: TextWords): void {
    const { composition } = this.view;
    const { side: axis } = this.host;
    const { query, key } = words;
    if (query === null || key === null) this.cells.pin(words);
    else if (!hasChoice(composition)) this.cells.pin(wordsOf({ side: 'key', word: key }));
    else {
      const isSelf = composition.arrangement === 'self';
      this.cells.pin(wordsOf({ side: axis, word: (axis === 'query') === isSelf ? key : query }));
    }
    // The hovered word is now the chosen one.
    if (this.#hovered) this.cells.hover(this.cells.pinned);
  }

  /** The choice that stays, or the pair that a program selected by its word on the author's side. */
  get #chosen(): TextChoice | null {
    const { pinned } = this.cells;
    return pinned && choiceOf(pinned, this.host.side);
  }

  /** The word under the pointer; keys reach pairs of words. */
  get #hovered(): TextChoice | null {
    const { hovered } = this.cells;
    return hovered && !cellIn(hovered) ? choiceOf(hovered, this.host.side) : null;
  }

  /** Whether a word of the other text is pointed at: its weight is read, and the choice stays in view. */
  get #isAcross(): boolean {
    const [chosen, hovered] = [this.#chosen, this.#hovered];
    return chosen !== null && hovered !== null && hovered.side !== chosen.side;
  }

  #pin(choice: TextChoice | null): void {
    this.cells.pin(choice && wordsOf(choice), false);
  }

  #givenIn({ queries, keys }: TextComposition): TextChoice | null {
    const { query, key } = this.#given;
    const [row, column] = [wordAt(queries, query), wordAt(keys, key)];
    if (row !== null) return { side: 'query', word: row };
    return column === null ? null : { side: 'key', word: column };
  }

  #cursorWords(composition: TextComposition): TextChoice[] {
    const { row, column } = this.cells.cursor;
    const key: TextChoice = { side: 'key', word: column };
    return hasChoice(composition) ? [{ side: 'query', word: row }, key] : [key];
  }

  /** The choice that the keyboard previews. */
  #underKeys(composition: TextComposition): TextChoice | null {
    if (!this.cells.isAtKeys) return null;
    const { side: axis } = this.host;
    return this.#cursorWords(composition).find(({ side }) => side === axis) ?? null;
  }

  /** The word that the group looks from; where it looks at a key alone, that key. */
  #linked({ queries, keys }: TextComposition): TextChoice | null {
    const { linked } = this.interaction.group;
    const query = wordAt(queries, linked?.query ?? null);
    if (query !== null) return { side: 'query', word: query };
    const key = wordAt(keys, linked?.key ?? null);
    return key === null ? null : { side: 'key', word: key };
  }

  #linkedKey({ keys }: TextComposition): number | null {
    return wordAt(keys, this.interaction.group.linked?.key ?? null);
  }
}

/** The cell of a chosen word and one of the other side. */
const pairOf = (chosen: TextChoice, other: number): [row: number, column: number] =>
  chosen.side === 'query' ? [chosen.word, other] : [other, chosen.word];

const wordsOf = ({ side, word }: TextChoice): TextWords => ({
  query: side === 'query' ? word : null,
  key: side === 'key' ? word : null,
});

const cellIn = (words: TextWords | null): [row: number, column: number] | null =>
  words && words.query !== null && words.key !== null ? [words.query, words.key] : null;
