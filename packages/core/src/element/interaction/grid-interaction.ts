import type { ReactiveControllerHost } from 'lit';
import { type Cell, moveCursor } from './cell-cursor.js';

/** Number of the strongest spots that `n` and `p` step through. */
const STRONGEST = 200;

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** A figure as a grid: where its spots are. A spot is whatever can be pointed at: a cell, a token, a patch. */
export interface InteractiveGrid<Spot> {
  /** Selector of the plot that the grid is in, where a figure has several. */
  readonly plot?: string;
  /** Whether what is pinned stays so while keys move. */
  readonly keepsPinned?: boolean;
  /** Rows and columns that keys move in; null while nothing is shown. */
  readonly size: GridSize | null;
  /** Whether the text runs from the right: its arrows go where they point. */
  readonly isRightToLeft?: boolean;
  /** The spot in a cell, null where there is none. */
  spotIn(cell: Cell): Spot | null;
  /** The cell of a spot. */
  cellOf(spot: Spot): Cell;
  /** The spot under a pointer, null beside them. */
  spotAt(event: MouseEvent): Spot | null;
  /** Whether a spot is there: other values may be of another size. */
  has(spot: Spot): boolean;
  /** The strongest spots, strongest first, at most `count`: the same list as long as it holds; null where none is stronger. */
  strongest(count: number): readonly Spot[] | null;
  /** Moves the keyboard into the grid of a spot, where there are several. */
  enter?(spot: Spot): void;
  /** Forgets the spot: something else is about to be shown. */
  forget?(): void;
}

/** Effects of pointing, and of keys that are not the grid's own. */
export interface GridActions<Spot> {
  /** Another spot is pointed at or reached by keys, or, with null, none any more. */
  hovered(spot: Spot | null): void;
  /** A spot was pinned, or, with null, let go. */
  pinned(spot: Spot | null): void;
  /** Enter, a click: pins the spot, or does what else the figure has for it. */
  activate(spot: Spot): void;
  /** A click beside all spots. */
  missed?(): void;
  /** Keys have reached a spot. */
  reached?(spot: Spot): void;
  /** `]` (1) and `[` (−1): to another head or part; false where there is none. */
  step?(by: 1 | -1): boolean;
  /** Escape, where nothing is pinned: back to where the reader came from; false where that is here. */
  back?(): boolean;
}

/** Interaction with a grid of cells by pointer, finger and keyboard: what is hovered, what is pinned, and the keyboard's cursor. */
export class GridInteraction<Spot> {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #grid: InteractiveGrid<Spot>;
  readonly #actions: GridActions<Spot>;
  #hovered: Spot | null = null;
  #pinned: Spot | null = null;
  #cursor: Cell = { row: 0, column: 0 };
  #ranked: readonly Spot[] | null = null;
  #rank = -1;
  #isAtKeys = false;
  #isClicking = false;

  constructor(host: ReactiveControllerHost & HTMLElement, grid: InteractiveGrid<Spot>, actions: GridActions<Spot>) {
    this.#host = host;
    this.#grid = grid;
    this.#actions = actions;
  }

  /** The cell of the keyboard, inside of what there is. */
  get cursor(): Cell {
    const { size } = this.#grid;
    const { row, column } = this.#cursor;
    if (!size) return this.#cursor;
    const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));
    return { row: within(row, size.rows), column: within(column, size.columns) };
  }

  /** The spot of the keyboard. */
  get underCursor(): Spot | null {
    return this.#grid.size && this.#grid.spotIn(this.cursor);
  }

  /** Spot that a pointer is on, or keys have reached; null where none is. */
  get hovered(): Spot | null {
    return this.#there(this.#hovered);
  }

  get pinned(): Spot | null {
    return this.#there(this.#pinned);
  }

  /** Spot that is read out on the page: the hovered, else the pinned. */
  get spot(): Spot | null {
    return this.hovered ?? this.pinned;
  }

  /** Whether the reader is at the keyboard. */
  get isAtKeys(): boolean {
    return this.#isAtKeys;
  }

  /** Forgets everything: something else is about to be shown. */
  forget(): void {
    this.drop();
    this.#isAtKeys = false;
    this.#ranked = null;
    this.#cursor = { row: 0, column: 0 };
    this.#grid.forget?.();
  }

  /** Forgets what is hovered and pinned, and tells nobody. */
  drop(): void {
    this.#hovered = this.#pinned = null;
  }

  /** Gives the keyboard to the cells. */
  focus(): void {
    const cells = `${this.#grid.plot ?? ''} .cells`;
    this.#host.shadowRoot?.querySelector<HTMLElement>(cells)?.focus({ preventScroll: true });
  }

  readonly onFocus = ({ type }: FocusEvent): void => {
    this.#isAtKeys = type === 'focusin' && !this.#isClicking;
    this.#host.requestUpdate();
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.hover(this.#grid.spotAt(event));
  };

  readonly onPointerLeave = (): void => this.hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const spot = this.#grid.spotAt(event);
    if (spot === null && !this.#actions.missed) return;
    this.#isClicking = true;
    // The keyboard goes on from here.
    if (spot !== null) this.#enter(spot);
    this.focus();
    this.#isClicking = this.#isAtKeys = false;
    if (spot === null) this.#actions.missed!();
    else this.#actions.activate(spot);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const { key, altKey, metaKey, ctrlKey } = event;
    if (altKey || metaKey || (ctrlKey && !/^(Home|End)$/.test(key)) || !this.press(key, ctrlKey)) return;
    event.preventDefault();
    // Slides and manuals turn pages on the same keys, and dialogs close.
    event.stopPropagation();
  };

  /** Does what a key stands for; false where it stands for nothing. */
  press(key: string, control = false): boolean {
    const { size } = this.#grid;
    if (!size) return false;
    const cell = moveCursor(this.cursor, this.#turned(key), control, size.rows, size.columns);
    if (cell) return this.#reach(this.#grid.spotIn(cell), cell);
    switch (key) {
      case 'Enter':
      case ' ':
        if (this.underCursor !== null) this.#actions.activate(this.underCursor);
        return true;
      case 'n':
      case 'p':
        return this.#stepStrongest(key === 'n' ? 1 : -1);
      case ']':
      case '[':
        return this.#actions.step?.(key === ']' ? 1 : -1) ?? false;
      case 'Escape':
        // The pin goes first; then the reader goes back; then a spot that is only read is let go.
        return (this.pinned === null && this.#actions.back?.()) || this.letGo();
      default:
        return false;
    }
  }

  hover(spot: Spot | null): void {
    if (isSame(spot, this.#hovered)) return;
    this.#hovered = spot;
    this.#actions.hovered(spot);
    this.#host.requestUpdate();
  }

  /** Pins a spot, or, with null, lets it go. @param isTold whether anybody is told of it */
  pin(spot: Spot | null, isTold = true): void {
    this.#pinned = spot;
    if (spot !== null) this.#enter(spot);
    if (isTold) this.#actions.pinned(spot);
    this.#host.requestUpdate();
  }

  /** Lets go of what is pinned and hovered; false where nothing is. */
  letGo(): boolean {
    if (this.#pinned === null && this.#hovered === null) return false;
    this.#isAtKeys = false;
    if (this.#pinned !== null) this.pin(null);
    this.hover(null);
    return true;
  }

  /** Puts the keyboard into a cell, and tells nobody. */
  goTo(cell: Cell): void {
    this.#cursor = cell;
    this.#host.requestUpdate();
  }

  /** Takes the keyboard to a spot, as its keys do. */
  reach(spot: Spot): void {
    this.#reach(spot, this.#grid.cellOf(spot));
  }

  #enter(spot: Spot): void {
    this.#cursor = this.#grid.cellOf(spot);
    this.#grid.enter?.(spot);
  }

  #reach(spot: Spot | null, cell: Cell): boolean {
    this.#cursor = cell;
    if (spot !== null) this.#enter(spot);
    this.#isAtKeys = true;
    if (!this.#grid.keepsPinned) this.#pinned = null;
    this.hover(spot);
    if (spot !== null) this.#actions.reached?.(spot);
    this.#host.requestUpdate();
    return true;
  }

  #stepStrongest(by: number): boolean {
    const spots = this.#grid.strongest(STRONGEST);
    if (!spots) return false;
    if (spots !== this.#ranked) this.#rank = -1;
    this.#ranked = spots;
    this.#rank = Math.min(spots.length - 1, Math.max(0, this.#rank + by));
    const spot = spots[this.#rank];
    return spot === undefined || this.#reach(spot, this.#grid.cellOf(spot));
  }

  #turned(key: string): string {
    if (!this.#grid.isRightToLeft) return key;
    return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
  }

  #there(spot: Spot | null): Spot | null {
    return spot !== null && this.#grid.has(spot) ? spot : null;
  }
}

/** Spots are numbers, or flat objects. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  const values = Object.entries(one);
  return (
    values.length === Object.keys(other!).length &&
    values.every(([name, value]) => (other as Record<string, unknown>)[name] === value)
  );
}
