import { type Cell, fireAttention, moveCursor, noCell, strongestCells } from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { Mark } from './heads-template.js';
import type { Spot } from './layout.js';
import type { AttentionReader } from './reading.js';

/** Cells that `n` and `p` step through. */
const STRONGEST = 200;

const isSame = (one: Spot | null, other: Spot | null): boolean =>
  one?.panel === other?.panel && one?.row === other?.row && one?.column === other?.column;

/** What is shown at present, and the cell of it under a pointer. */
export interface Pointed {
  readonly reader: AttentionReader;
  spotOf(event: MouseEvent): Spot | null;
}

/** What the reader points at with a pointer, a finger or the keyboard, and what follows from it. */
export class Pointing {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #shown: () => Pointed | null;
  #hovered: Spot | null = null;
  #pinned: Spot | null = null;
  #cursor: Spot = { panel: 0, row: 0, column: 0 };
  #rank = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, shown: () => Pointed | null) {
    this.#host = host;
    this.#shown = shown;
  }

  /** The cell of the keyboard, and the head that it is in. */
  get cursor(): Spot {
    return this.#cursor;
  }

  /** The cell that is read out on the page. */
  get spot(): Spot | null {
    return this.#hovered ?? this.#pinned;
  }

  get marks(): Mark[] {
    const marks: Mark[] = [];
    const add = (kind: Mark['kind'], spot: Spot | null) => spot && marks.push({ kind, spot });
    add('pinned', this.#pinned);
    add('hovered', this.#hovered);
    add('cursor', this.#cursor);
    return marks;
  }

  /** Other attention is shown, and what was pointed at may not be there any more; with `isOther`, it is of something else. */
  heed({ reader }: Pick<Pointed, 'reader'>, isOther: boolean): void {
    const isThere = ({ panel, row, column }: Spot) =>
      !isOther && panel < reader.panels && row < reader.matrix(panel).rows && column < reader.columnsIn(row);
    if (this.#hovered && !isThere(this.#hovered)) this.#hovered = null;
    if (this.#pinned && !isThere(this.#pinned)) this.#pinned = null;
    if (!isThere(this.#cursor)) this.#cursor = { panel: 0, row: 0, column: 0 };
    if (isOther) this.#rank = -1;
  }

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#shown()?.spotOf(event) ?? null);
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const spot = this.#shown()?.spotOf(event);
    if (!spot) return;
    this.#host.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
    this.#pin(spot);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.press(event.key, event.ctrlKey)) event.preventDefault();
  };

  /** Does what a key stands for; false where it stands for nothing. */
  press(key: string, control = false): boolean {
    const reader = this.#shown()?.reader;
    if (!reader) return false;
    const { panel } = this.#cursor;
    const { rows, columns } = reader.matrix(panel);
    const moved = moveCursor(this.#cursor, key, control, rows, columns);
    if (moved) return this.#moveTo(moved, panel, reader);
    if (key === 'Enter' || key === ' ') this.#pin(this.#cursor);
    else if (key === '[' || key === ']') return this.#turn(key === ']' ? 1 : -1, reader);
    else if (key === 'n' || key === 'p') return this.#stepStrongest(key === 'n' ? 1 : -1, reader);
    else if (key === 'Escape' && this.spot) {
      this.#pinned = null;
      this.#hover(null);
      this.#host.requestUpdate();
    } else return false;
    return true;
  }

  /** To the same place of another head. */
  #turn(by: number, reader: AttentionReader): boolean {
    const panel = Math.min(reader.panels - 1, Math.max(0, this.#cursor.panel + by));
    this.#rank = -1;
    return this.#moveTo(this.#cursor, panel, reader);
  }

  #stepStrongest(by: number, reader: AttentionReader): boolean {
    const { panel } = this.#cursor;
    const { values, columns } = reader.strengths(panel);
    const cells = strongestCells(values, columns, STRONGEST);
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + by));
    return this.#moveTo(cells[this.#rank], panel, reader);
  }

  #moveTo({ row, column }: Cell, panel: number, reader: AttentionReader): boolean {
    this.#cursor = { panel, row, column: Math.min(column, reader.columnsIn(row) - 1) };
    this.#pinned = null;
    this.#hover(this.#cursor);
    this.#host.requestUpdate();
    return true;
  }

  #hover(spot: Spot | null): void {
    if (isSame(spot, this.#hovered)) return;
    this.#hovered = spot;
    const reader = this.#shown()?.reader;
    fireAttention(this.#host, 'attn-hover', spot && reader ? reader.detail(spot) : noCell);
    this.#host.requestUpdate();
  }

  #pin(spot: Spot): void {
    this.#cursor = this.#pinned = spot;
    fireAttention(this.#host, 'attn-select', this.#shown()!.reader.detail(spot));
    this.#host.requestUpdate();
  }
}
