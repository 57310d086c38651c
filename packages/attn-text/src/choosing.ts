import {
  type Cell,
  type CellDetail,
  fireAttention,
  GroupController,
  type GroupPlace,
  type Heads,
  Memo,
  moveCursor,
  noCell,
  strongestCells,
} from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import { type Choice, hasChoice, pairOf, wordAt } from './choices.js';
import type { Composition, Side } from './model.js';
import type { View } from './view.js';

export interface ChoosingHost extends ReactiveControllerHost, HTMLElement {
  readonly group: string | null;
  readonly axis: Side;
  /** Positions of the tokens that the author chose. */
  readonly query: number | null;
  readonly key: number | null;
}

/** What is marked in the texts. */
export interface Marks {
  readonly chosen: Choice | null;
  readonly hovered: Choice | null;
  /** Query and key of the keyboard; of words without queries the key alone. */
  readonly cursor: readonly Choice[];
}

/** What the reader points at, chooses, or walks through by keyboard, and what follows from it. */
export class Choosing {
  readonly group: GroupController;
  readonly #host: ChoosingHost;
  readonly #heads: Heads;
  readonly #view: () => View | null;
  readonly #ranked = new Memo<Cell[]>();
  /** The words whose choices these are: other heads of the same text keep them. */
  #text = '';
  #composition: Composition | null = null;
  #hovered: Choice | null = null;
  #chosen: Choice | null = null;
  #cursor: Cell = { row: 0, column: 0 };
  /** Whether the reader is at the keyboard. */
  #isAtKeys = false;
  #isClicking = false;
  #rank = -1;
  /** Where the others of the group look. */
  #place: GroupPlace | null = null;

  constructor(host: ChoosingHost, heads: Heads, view: () => View | null) {
    this.#host = host;
    this.#heads = heads;
    this.#view = view;
    this.group = new GroupController(host, (place) => this.#follow(place));
  }

  /** The cell of the keyboard. */
  get cursor(): Cell {
    return this.#cursor;
  }

  /** Whether there is a choice to forget. */
  get isChosen(): boolean {
    return this.#chosen !== null;
  }

  /** Takes the texts that are about to be shown: the choice belongs to the words it was made among. */
  begin(composition: Composition): void {
    if (composition === this.#composition) return;
    this.#composition = composition;
    const { queries, keys, arrangement } = composition;
    const text = [arrangement, ...queries, '', ...keys].map((word) => (typeof word === 'string' ? word : word.name));
    const next = JSON.stringify(text);
    if (next === this.#text) return;
    this.#text = next;
    this.#hovered = null;
    this.#isAtKeys = false;
    this.#rank = -1;
    this.#cursor = { row: 0, column: 0 };
    this.#set(this.#given(composition));
  }

  /** Takes what the author chose. */
  choose(composition: Composition): void {
    this.#place = null;
    this.#set(this.#given(composition));
  }

  /** The word whose weights are shown. */
  choiceIn(composition: Composition): Choice | null {
    if (!hasChoice(composition)) return null;
    const hovered = this.#isAcross ? null : this.#hovered;
    return hovered ?? this.#underKeys(composition) ?? this.#chosen ?? this.#linked(composition);
  }

  /** The word that was chosen to stay. */
  chosenIn(composition: Composition): Choice | null {
    return hasChoice(composition) ? this.#chosen : null;
  }

  /** What is read out; null for the hint. */
  readout({ composition, reader }: View): string | null {
    const { row, column } = this.#cursor;
    const [hovered, chosen] = [this.#hovered, this.#chosen];
    if (!hasChoice(composition)) {
      const word = hovered?.word ?? (this.#isAtKeys ? column : (chosen?.word ?? this.#linkedKey(composition)));
      return word === null ? null : reader.sentence(0, word);
    }
    if (!hovered && this.#isAtKeys) return reader.sentence(row, column);
    const pair = hovered && chosen && hovered.word !== chosen.word ? pairOf(chosen, hovered.word) : null;
    if (pair && this.#isAcross) return reader.sentence(...pairOf(chosen!, hovered!.word));
    const choice = this.choiceIn(composition);
    const parts = [pair && reader.sentence(...pair), choice && reader.summary(choice)];
    return parts.filter(Boolean).join(' · ') || null;
  }

  marks(composition: Composition): Marks {
    const linkedKey = this.#linkedKey(composition);
    const cursor: Choice[] = this.#isAtKeys ? this.#cursorWords(composition) : [];
    if (linkedKey !== null && !this.#hovered && !this.#chosen) cursor.push({ side: 'key', word: linkedKey });
    const chosen = this.#chosen ?? (hasChoice(composition) ? this.#linked(composition) : null);
    return { chosen, hovered: this.#hovered, cursor };
  }

  /** Whether the cells of the keyboard are where the reader is. */
  get isAtKeys(): boolean {
    return this.#isAtKeys;
  }

  readonly onFocus = (event: FocusEvent): void => {
    this.#isAtKeys = event.type === 'focusin' && !this.#isClicking;
    this.#host.requestUpdate();
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#choiceOf(event));
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const choice = this.#choiceOf(event);
    // The end of a selection is no choice.
    if (!choice || String(getSelection()) !== '') return;
    this.#activate(choice);
    // The keyboard goes on from here.
    this.#isClicking = true;
    this.#host.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
    this.#isClicking = this.#isAtKeys = false;
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.press(event.key, event.ctrlKey)) event.preventDefault();
  };

  /** Does what a key stands for; false where it stands for nothing. */
  press(key: string, control = false): boolean {
    const view = this.#view();
    if (!view) return false;
    const { rows, columns } = view.composition.weights;
    const moved = moveCursor(this.#cursor, turned(key, view.isRightToLeft()), control, rows, columns);
    if (moved) return this.#moveTo(moved);
    if (key === 'n' || key === 'p') return this.#stepStrongest(view, key === 'n' ? 1 : -1);
    if (key === 'Enter' || key === ' ') {
      this.#activate(this.#entered(view.composition));
      return true;
    }
    if (key === '[' || key === ']') {
      const next = this.#heads.beside(key === ']' ? 1 : -1);
      if (next) this.#heads.open(next);
      return true;
    }
    if (key !== 'Escape' || !this.#chosen) return false;
    this.forget();
    return true;
  }

  /** Forgets the choice. */
  forget(): void {
    this.#set(null);
    this.#place = null;
    this.#look(null, null);
    this.#host.requestUpdate();
  }

  /** Whether a word of the other text is pointed at: its weight is read, and the choice stays in view. */
  get #isAcross(): boolean {
    return this.#chosen !== null && this.#hovered !== null && this.#hovered.side !== this.#chosen.side;
  }

  #set(choice: Choice | null): void {
    this.#chosen = choice;
    if (!choice) return;
    const { row, column } = this.#cursor;
    this.#cursor = choice.side === 'query' ? { row: choice.word, column } : { row, column: choice.word };
  }

  #given({ queries, keys }: Composition): Choice | null {
    const { query, key } = this.#host;
    const [row, column] = [wordAt(queries, query), wordAt(keys, key)];
    if (row !== null) return { side: 'query', word: row };
    return column === null ? null : { side: 'key', word: column };
  }

  #cursorWords(composition: Composition): Choice[] {
    const { row, column } = this.#cursor;
    const key: Choice = { side: 'key', word: column };
    return hasChoice(composition) ? [{ side: 'query', word: row }, key] : [key];
  }

  /** The choice that the keyboard previews. */
  #underKeys(composition: Composition): Choice | null {
    if (!this.#isAtKeys) return null;
    const { axis } = this.#host;
    return this.#cursorWords(composition).find(({ side }) => side === axis) ?? null;
  }

  /** What Enter chooses: in a text that attends to itself the word that is read, else the word whose weights are shown. */
  #entered(composition: Composition): Choice {
    const { row, column } = this.#cursor;
    const { axis } = this.#host;
    if (!hasChoice(composition)) return { side: 'key', word: column };
    if (composition.arrangement === 'self') return { side: axis, word: axis === 'query' ? column : row };
    return { side: axis, word: axis === 'query' ? row : column };
  }

  #stepStrongest({ composition, shading }: View, step: number): boolean {
    const { values, side } = shading;
    const cells = this.#ranked.of([values], () => strongestCells(values, values.length, values.length));
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + step));
    const word = cells[this.#rank].column;
    const { row, column } = this.#cursor;
    return this.#moveTo(side === 'key' || !hasChoice(composition) ? { row, column: word } : { row: word, column });
  }

  #moveTo(cell: Cell): boolean {
    this.#cursor = cell;
    this.#isAtKeys = true;
    this.#hovered = null;
    const view = this.#view()!;
    fireAttention(this.#host, 'attn-hover', view.reader.detail(cell.row, cell.column));
    this.#look(hasChoice(view.composition) ? cell.row : null, cell.column);
    this.#host.requestUpdate();
    return true;
  }

  #hover(choice: Choice | null): void {
    const before = this.#hovered;
    if (choice?.side === before?.side && choice?.word === before?.word) return;
    this.#hovered = choice;
    const view = this.#view();
    fireAttention(this.#host, 'attn-hover', choice && view ? this.#detail(view, choice) : noCell);
    const looked = choice ?? this.#chosen;
    this.#look(looked?.side === 'query' ? looked.word : null, looked?.side === 'key' ? looked.word : null);
    this.#host.requestUpdate();
  }

  #activate(choice: Choice): void {
    const view = this.#view()!;
    this.#set(choice);
    if (this.#hovered) this.#hovered = choice;
    this.#rank = -1;
    this.#place = null;
    fireAttention(this.#host, 'attn-select', this.#detail(view, choice));
    this.#look(choice.side === 'query' ? choice.word : null, choice.side === 'key' ? choice.word : null);
    this.#host.requestUpdate();
  }

  #detail({ composition, reader }: View, { side, word }: Choice): CellDetail {
    if (!hasChoice(composition)) return reader.detail(0, word);
    return side === 'query' ? reader.detail(word, null) : reader.detail(null, word);
  }

  /** Tells the group what is looked at, by the positions of tokens. */
  #look(query: number | null, key: number | null): void {
    const view = this.#view();
    if (!view) return;
    const { layer, head } = view.panel;
    const { queries, keys } = view.composition;
    this.#place = null;
    this.group.look({
      layer,
      head,
      query: query === null ? null : queries[query].first,
      key: key === null ? null : keys[key].first,
    });
  }

  /** Another element of the group looks somewhere. */
  #follow(place: GroupPlace): void {
    this.#place = place;
    this.#hovered = this.#chosen = null;
    const view = this.#view();
    const { source } = this.#heads;
    if (!view || !source || place.layer === null || place.head === null) return;
    const head = place.head as typeof view.panel.head;
    const isThere = typeof head === 'string' || head < source.heads(place.layer);
    const { panel } = view;
    if (isThere && (panel.layer !== place.layer || panel.head !== head)) this.#heads.open({ layer: place.layer, head });
  }

  /** The word that the group looks from; where it looks at a key alone, that key. */
  #linked({ queries, keys }: Composition): Choice | null {
    const query = wordAt(queries, this.#place?.query ?? null);
    if (query !== null) return { side: 'query', word: query };
    const key = wordAt(keys, this.#place?.key ?? null);
    return key === null ? null : { side: 'key', word: key };
  }

  #linkedKey({ keys }: Composition): number | null {
    return wordAt(keys, this.#place?.key ?? null);
  }

  #choiceOf(event: Event): Choice | null {
    const view = this.#view();
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>('.word') : null;
    const text = found?.closest<HTMLElement>('.text');
    if (!view || !text) return null;
    const { arrangement } = view.composition;
    const side = arrangement === 'self' ? this.#host.axis : (text.dataset.side as Side);
    return { side, word: Number(found!.dataset.at) };
  }
}

/** Arrows go where they point, also in a text that runs from the right. */
function turned(key: string, isRightToLeft: boolean): string {
  if (!isRightToLeft) return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}
