import { type Cell, Memo, moveCursor, strongestCells } from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { Facet } from './drawing.js';
import { fire, noValue, type ValueDetail } from './events.js';
import { type Layout, type Plot, plotAt } from './layout.js';

/** A value of a figure. */
export interface Spot extends Cell {
  readonly facet: number;
}

/** What is pointed at. */
export interface Pointed {
  readonly facets: readonly Facet[];
  readonly layout: Layout;
}

/** Values that `n` and `p` step through. */
const STRONGEST = 200;

/** What the reader points at with a pointer, a finger or the keyboard, and what follows from it. */
export class Pointing {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #view: () => Pointed | null;
  readonly #turned: (column: number) => void;
  readonly #ranked = new Memo<Cell[]>();
  #hovered: Spot | null = null;
  #pinned: Spot | null = null;
  #cursor: Spot = { facet: 0, row: 0, column: 0 };
  #rank = -1;

  /** @param turned called with a distance when the keyboard turns the hands of clocks */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    view: () => Pointed | null,
    turned: (distance: number) => void,
  ) {
    this.#host = host;
    this.#view = view;
    this.#turned = turned;
  }

  /** The keyboard's value, inside of what there is. */
  get cursor(): Spot {
    const { facet, row, column } = this.#cursor;
    const facets = this.#view()?.facets;
    if (!facets) return { facet: 0, row: 0, column: 0 };
    const at = Math.min(facet, facets.length - 1);
    const { rows, columns } = facets[at].reading;
    return { facet: at, row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
  }

  /** The value that is read out on the page. */
  get spot(): Spot | null {
    const spot = this.#hovered ?? this.#pinned;
    const reading = spot && this.#view()?.facets[spot.facet]?.reading;
    return spot && reading && spot.row < reading.rows && spot.column < reading.columns ? spot : null;
  }

  /** Forgets everything: something else is about to be shown. */
  forget(): void {
    this.#hovered = this.#pinned = null;
    this.#cursor = { facet: 0, row: 0, column: 0 };
    this.#rank = -1;
  }

  readonly onPointerMove = (event: PointerEvent): void => {
    // A finger that moves is scrolling; where it taps, a click follows.
    if (event.pointerType !== 'touch') this.#hover(this.#spotOf(event));
  };

  readonly onPointerLeave = (): void => this.#hover(null);

  readonly onClick = (event: MouseEvent): void => {
    const spot = this.#spotOf(event);
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
    const view = this.#view();
    if (!view) return false;
    const { cursor } = this;
    const { rows, columns } = view.facets[cursor.facet].reading;
    const moved = moveCursor(cursor, key, control, rows, columns);
    if (moved) return this.#moveTo({ ...moved, facet: cursor.facet });
    if (key === 'Enter' || key === ' ') {
      this.#pin(cursor);
      return true;
    }
    if (key === '[' || key === ']') {
      const facet = cursor.facet + (key === ']' ? 1 : -1);
      return facet >= 0 && facet < view.facets.length && this.#moveTo({ ...cursor, facet });
    }
    if (key === 'n' || key === 'p') return this.#stepStrongest(view, key === 'n' ? 1 : -1);
    if (key !== 'Escape' || !this.spot) return false;
    this.#pinned = null;
    this.#hover(null);
    this.#host.requestUpdate();
    return true;
  }

  #stepStrongest({ facets }: Pointed, step: number): boolean {
    const { facet } = this.cursor;
    const { content } = facets[facet];
    if (content.type !== 'matrix') return false;
    const { values, columns } = content.matrix;
    const cells = this.#ranked.of([values], () => strongestCells(values, columns, STRONGEST));
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + step));
    return this.#moveTo({ ...cells[this.#rank], facet });
  }

  #moveTo(spot: Spot): boolean {
    this.#cursor = spot;
    this.#pinned = null;
    if (this.#view()?.facets[spot.facet].content.type === 'turns') this.#turned(spot.column);
    this.#hover(spot);
    this.#host.requestUpdate();
    return true;
  }

  #hover(spot: Spot | null): void {
    const before = this.#hovered;
    if (spot?.facet === before?.facet && spot?.row === before?.row && spot?.column === before?.column) return;
    this.#hovered = spot;
    const view = this.#view();
    fire(this.#host, 'attn-hover', spot && view ? detailOf(view.facets, spot) : noValue);
    this.#host.requestUpdate();
  }

  #pin(spot: Spot): void {
    this.#cursor = this.#pinned = spot;
    fire(this.#host, 'attn-select', detailOf(this.#view()!.facets, spot));
    this.#host.requestUpdate();
  }

  #spotOf(event: MouseEvent): Spot | null {
    const view = this.#view();
    if (!view) return null;
    const frame = event.currentTarget as HTMLElement;
    const rect = frame.getBoundingClientRect();
    // A scaled slide makes the rectangle larger or smaller than the layout.
    const scale = rect.width / frame.offsetWidth || 1;
    const [x, y] = [(event.clientX - rect.x) / scale, (event.clientY - rect.y) / scale];
    const plot = plotAt(view.layout, x, y);
    return plot && spotIn(plot, view.facets[plot.facet], x, y, this.cursor.column);
  }
}

function detailOf(facets: readonly Facet[], { facet, row, column }: Spot): ValueDetail {
  const { kind, reading } = facets[facet];
  const [rowName, columnName] = [reading.rowName(row), reading.columnName(column)];
  return { kind, row, column, rowName, columnName, value: reading.value(row, column) };
}

/** The value at a point of a plot: a cell, or of the line nearest to it the value above or below. */
function spotIn(plot: Plot, { reading, x: axis, content }: Facet, x: number, y: number, distance: number): Spot {
  const { facet, scaleX, scaleY } = plot;
  const clampTo = (index: number, count: number) => Math.min(count - 1, Math.max(0, index));
  if (content.type === 'turns') return { facet, row: plot.clock, column: distance };
  if (content.type === 'matrix') {
    return {
      facet,
      row: clampTo(Math.floor(((y - plot.y) / plot.height) * reading.rows), reading.rows),
      column: clampTo(Math.floor(((x - plot.x) / plot.width) * reading.columns), reading.columns),
    };
  }
  const column = clampTo(Math.round((scaleX.invert(x) - axis.first) / axis.step), reading.columns);
  const awayOf = (row: number) => {
    const away = Math.abs(scaleY(reading.value(row, column)) - y);
    return Number.isNaN(away) ? Infinity : away;
  };
  const nearest = plot.lines.reduce((best, { row }) => (awayOf(row) < awayOf(best) ? row : best), plot.lines[0].row);
  return { facet, row: nearest, column };
}
