import {
  type Cell,
  type GridActions,
  GridInteraction,
  type GridSize,
  indexIn,
  type InteractiveGrid,
  Memo,
  pointIn,
  strongestCells,
} from '@attn-elements/core/element';
import { AttnError, reason } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import type { Facet } from './drawing.js';
import { fire, noValue, type SelectedValue, type ValueDetail } from './events.js';
import { type PlotLayout, type Plot, plotAt } from './layout.js';
import type { MatrixColors } from './matrices.js';
import { cellAt } from './pixel.js';

/** A value of a figure. */
export interface PlotSpot extends Cell {
  readonly facet: number;
}

/** Facets and layout that are pointed at. */
export interface PlotPointed {
  readonly facets: readonly Facet[];
  readonly layout: PlotLayout;
}

/** The values of one facet as a grid, and what follows from pointing at any of them. */
export class PlotGrid implements InteractiveGrid<PlotSpot>, GridActions<PlotSpot> {
  readonly cells: GridInteraction<PlotSpot>;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #view: () => PlotPointed | null;
  readonly #turned: (column: number) => void;
  readonly #colors: () => MatrixColors | null;
  readonly #ranked = new Memo<PlotSpot[]>();
  /** The facet of the keyboard. */
  #facet = 0;

  /**
   * @param turned called with a distance when the keyboard turns the hands of clocks
   * @param colors of matrices; null where there are none
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    view: () => PlotPointed | null,
    turned: (distance: number) => void,
    colors: () => MatrixColors | null,
  ) {
    this.#host = host;
    this.#view = view;
    this.#turned = turned;
    this.#colors = colors;
    this.cells = new GridInteraction(host, this, this);
  }

  /** The keyboard's value, inside of what there is. */
  get cursor(): PlotSpot {
    return { facet: this.#at, ...this.cells.cursor };
  }

  /** Pinned value, as `attn-select` tells it; null where none is. */
  get selection(): ValueDetail | null {
    const { pinned } = this.cells;
    return pinned && detailOf(this.#view()!.facets, pinned);
  }

  get size(): GridSize | null {
    return this.#view()?.facets[this.#at].reading ?? null;
  }

  forget(): void {
    this.#facet = 0;
  }

  has({ facet, row, column }: PlotSpot): boolean {
    const reading = this.#view()?.facets[facet]?.reading;
    return reading !== undefined && row < reading.rows && column < reading.columns;
  }

  spotIn(cell: Cell): PlotSpot {
    return { facet: this.#at, ...cell };
  }

  cellOf({ row, column }: PlotSpot): Cell {
    return { row, column };
  }

  enter({ facet }: PlotSpot): void {
    this.#facet = facet;
  }

  spotAt(event: MouseEvent): PlotSpot | null {
    const view = this.#view();
    if (!view) return null;
    const [x, y] = pointIn(event);
    const plot = plotAt(view.layout, x, y);
    return plot && spotInPlot(plot, view.facets[plot.facet], x, y, this.cursor.column, this.#colors());
  }

  strongest(count: number): readonly PlotSpot[] | null {
    const { content } = this.#view()!.facets[this.#at];
    if (content.type !== 'matrix') return null;
    const { values, columns } = content.matrix;
    const facet = this.#at;
    return this.#ranked.of([values], () => strongestCells(values, columns, count).map((cell) => ({ facet, ...cell })));
  }

  hovered(spot: PlotSpot | null): void {
    const view = this.#view();
    fire(this.#host, 'attn-hover', spot && view ? detailOf(view.facets, spot) : noValue);
  }

  activate(spot: PlotSpot): void {
    this.cells.pin(spot);
  }

  pinned(spot: PlotSpot | null): void {
    if (spot) fire(this.#host, 'attn-select', detailOf(this.#view()!.facets, spot));
  }

  reached({ facet, column }: PlotSpot): void {
    if (this.#view()!.facets[facet].content.type === 'turns') this.#turned(column);
  }

  /** To the same value of another facet. */
  step(by: 1 | -1): boolean {
    const facet = this.#at + by;
    if (!this.#view()?.facets[facet]) return false;
    const { row, column } = this.cells.cursor;
    const { reading } = this.#view()!.facets[facet];
    this.cells.reach({ facet, row: Math.min(row, reading.rows - 1), column: Math.min(column, reading.columns - 1) });
    return true;
  }

  /**
   * Pins the value that a program names, or, with null, lets go.
   * @throws {AttnError} `bad-option` where there is none
   */
  select(value: SelectedValue | null): void {
    const spot = value && this.#find(value);
    this.cells.drop();
    this.cells.pin(spot, false);
  }

  #find({ kind = null, row, column }: SelectedValue): PlotSpot {
    const { facets } = this.#view()!;
    const facet = kind === null ? this.#at : facets.findIndex((one) => one.kind === kind);
    if (facet < 0) throw new AttnError('bad-option', { name: 'kind', value: String(kind), ...reason`it is not shown` });
    const { rows, columns } = facets[facet].reading;
    return { facet, row: indexIn('row', row, rows), column: indexIn('column', column, columns) };
  }

  /** The facet of the keyboard, among those that there are. */
  get #at(): number {
    return Math.max(0, Math.min(this.#facet, (this.#view()?.facets.length ?? 1) - 1));
  }
}

function detailOf(facets: readonly Facet[], { facet, row, column }: PlotSpot): ValueDetail {
  const { kind, reading } = facets[facet];
  const [rowName, columnName] = [reading.rowName(row), reading.columnName(column)];
  return { kind, row, column, rowName, columnName, value: reading.value(row, column) };
}

/** The value at a point of a plot: a cell, or of the line nearest to it the value above or below. */
function spotInPlot(
  plot: Plot,
  shown: Facet,
  x: number,
  y: number,
  distance: number,
  colors: MatrixColors | null,
): PlotSpot {
  const { facet, scaleX, scaleY } = plot;
  const { reading, x: axis, content } = shown;
  const clampTo = (index: number, count: number) => Math.min(count - 1, Math.max(0, index));
  if (content.type === 'turns') return { facet, row: plot.clock, column: distance };
  const cell = cellAt(plot, shown, colors, x, y);
  if (cell) return { facet, ...cell };
  const column = clampTo(Math.round((scaleX.invert(x) - axis.first) / axis.step), reading.columns);
  const awayOf = (row: number) => {
    const away = Math.abs(scaleY(reading.value(row, column)) - y);
    return Number.isNaN(away) ? Infinity : away;
  };
  const nearest = plot.lines.reduce((best, { row }) => (awayOf(row) < awayOf(best) ? row : best), plot.lines[0].row);
  return { facet, row: nearest, column };
}
