import {
  type Cell,
  Memo,
  moveCursor,
  strongestCells,
  fireAttention,
  GroupController,
  type GroupPlace,
  type Heads,
  noCell,
} from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { View } from './composer.js';
import { type Spot, spotAt } from './layout.js';
import type { Mark } from './view.js';

/** Cells that `n` and `p` step through. */
const STRONGEST = 200;

/** What the reader points at with a pointer, a finger or the keyboard, and what follows from it. */
export class Pointing {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #heads: Heads;
  readonly #view: () => View | null;
  readonly #ranked = new Memo<Cell[]>();
  #hovered: Spot | null = null;
  #pinned: Spot | null = null;
  #cursor: Cell = { row: 0, column: 0 };
  #rank = -1;
  readonly #group: GroupController;
  /** Where the others of the group look. */
  #place: GroupPlace | null = null;

  constructor(
    host: ReactiveControllerHost & HTMLElement & { readonly group: string | null },
    heads: Heads,
    view: () => View | null,
  ) {
    this.#host = host;
    this.#group = new GroupController(host, (place) => this.#follow(place));
    this.#heads = heads;
    this.#view = view;
  }

  /** The cell of the keyboard: of a matrix, or of the grid of heads. */
  get cursor(): Cell {
    return this.#cursor;
  }

  /** The cell that is read out on the page. */
  get spot(): Spot | null {
    return this.#hovered ?? this.#pinned;
  }

  /** What it shares with the other elements of its group. */
  get group(): GroupController {
    return this.#group;
  }

  marks(view: View): Mark[] {
    const extent = isMany(view) ? 'panel' : 'cell';
    const marks: Mark[] = [];
    const add = (kind: Mark['kind'], spot: Spot | null) => spot && marks.push({ kind, spot, extent });
    const linked = this.#place && !this.#hovered && this.#linked(view, this.#place);
    if (linked) marks.push(linked);
    add('pinned', this.#pinned);
    add('hovered', this.#hovered);
    add('cursor', this.#underCursor(view));
    return marks;
  }

  /** Forgets everything: other matrices are about to be shown. */
  forget(): void {
    this.#hovered = this.#pinned = null;
    this.#cursor = { row: 0, column: 0 };
    this.#rank = -1;
  }

  /** Gives the keyboard to the grid of cells. */
  focus(): void {
    this.#host.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
  }

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#spotOf(event));
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const spot = this.#spotOf(event);
    if (!spot) return;
    this.focus();
    this.#activate(spot);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.press(event.key, event.ctrlKey)) event.preventDefault();
  };

  /** Does what a key stands for; false where it stands for nothing. */
  press(key: string, control = false): boolean {
    const view = this.#view();
    if (!view) return false;
    const moved = moveCursor(this.#cursor, key, control, view.reading.rows, view.reading.columns);
    if (moved) return this.#moveTo(moved, view);
    if (key === 'Enter' || key === ' ') {
      const spot = this.#underCursor(view);
      if (spot) this.#activate(spot);
      return true;
    }
    return !isMany(view) && this.#pressInHead(key, view);
  }

  #pressInHead(key: string, view: View): boolean {
    if (key === 'n' || key === 'p') return this.#stepStrongest(view, key === 'n' ? 1 : -1);
    if (key === '[' || key === ']') {
      const next = this.#heads.beside(key === ']' ? 1 : -1);
      if (next) this.#heads.open(next);
      return true;
    }
    if (key !== 'Escape') return false;
    if (this.#pinned) this.#pinned = null;
    else if (this.#heads.isOpened) this.#heads.open(null);
    else return false;
    this.#host.requestUpdate();
    return true;
  }

  #stepStrongest(view: View, step: number): boolean {
    const { values, columns } = view.composition.panels[0].shown;
    const cells = this.#ranked.of([values], () => strongestCells(values, columns, STRONGEST));
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + step));
    return this.#moveTo(cells[this.#rank], view);
  }

  #moveTo(cell: Cell, view: View): boolean {
    this.#cursor = cell;
    this.#pinned = null;
    this.#hover(this.#underCursor(view));
    this.#host.requestUpdate();
    return true;
  }

  #hover(spot: Spot | null): void {
    const before = this.#hovered;
    const same = spot?.panel === before?.panel && spot?.row === before?.row && spot?.column === before?.column;
    if (same) return;
    this.#hovered = spot;
    const view = this.#view();
    fireAttention(this.#host, 'attn-hover', spot && view ? view.reader.detail(spot) : noCell);
    if (view) this.#look(view, spot ?? this.#pinned);
    this.#host.requestUpdate();
  }

  /** Opens a head of many, pins a cell of one. */
  #activate(spot: Spot): void {
    const view = this.#view()!;
    if (isMany(view)) {
      const { layer, head } = view.composition.panels[spot.panel];
      this.#heads.open({ layer, head });
      this.#group.look({ layer, head, query: null, key: null });
      return;
    }
    this.#cursor = { row: spot.row, column: spot.column };
    this.#pinned = spot;
    fireAttention(this.#host, 'attn-select', view.reader.detail(spot));
    this.#host.requestUpdate();
  }

  /** Tells the group what is pointed at. */
  #look(view: View, spot: Spot | null): void {
    const panel = view.composition.panels[spot?.panel ?? 0];
    const isCell = spot !== null && !isMany(view);
    const at = spot || !isMany(view) ? { layer: panel.layer, head: panel.head } : {};
    this.#place = null;
    this.#group.look({ ...at, query: isCell ? spot.row : null, key: isCell ? spot.column : null });
  }

  /** Another element of the group looks somewhere: a single head follows, of many the one is marked. */
  #follow(place: GroupPlace): void {
    this.#place = place;
    this.#hovered = this.#pinned = null;
    const view = this.#view();
    const { source } = this.#heads;
    if (!view || !source || isMany(view) || place.layer === null || place.head === null) return;
    const [panel] = view.composition.panels;
    const head = place.head as typeof panel.head;
    const isThere = typeof head === 'string' || head < source.heads(place.layer);
    if (isThere && (panel.layer !== place.layer || panel.head !== head)) this.#heads.open({ layer: place.layer, head });
  }

  /** What the group looks at, where it is among what is shown. */
  #linked(view: View, { layer, head, query, key }: GroupPlace): Mark | null {
    const { panels } = view.composition;
    if (isMany(view)) {
      const panel = panels.findIndex((one) => one.layer === layer && one.head === head);
      return panel < 0 ? null : { kind: 'linked', spot: { panel, row: 0, column: 0 }, extent: 'panel' };
    }
    const { rows, columns } = panels[0].raw;
    const [row, column] = [query ?? 0, key ?? 0];
    if ((query === null && key === null) || row >= rows || column >= columns) return null;
    const extent = key === null ? 'row' : query === null ? 'column' : 'cell';
    return { kind: 'linked', spot: { panel: 0, row, column }, extent };
  }

  #underCursor(view: View): Spot | null {
    if (!isMany(view)) return { panel: 0, ...this.#cursor };
    const { row, column } = this.#cursor;
    const panel = view.layout.tiles.findIndex((tile) => tile.row === row && tile.column === column);
    return panel < 0 ? null : { panel, row: 0, column: 0 };
  }

  #spotOf(event: MouseEvent): Spot | null {
    const view = this.#view();
    if (!view) return null;
    const plot = event.currentTarget as HTMLElement;
    const rect = plot.getBoundingClientRect();
    // A scaled slide makes the rectangle larger or smaller than the layout.
    const scale = rect.width / plot.offsetWidth || 1;
    return spotAt(view.layout, view.composition, (event.clientX - rect.x) / scale, (event.clientY - rect.y) / scale);
  }
}

/** Whether heads are chosen among, or cells of one head read. */
export const isMany = ({ composition }: View): boolean => composition.panels.length > 1;
