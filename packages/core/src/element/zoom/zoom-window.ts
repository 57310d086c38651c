import type { Cell } from '../interaction/cell-cursor.js';
import type { GridSize } from '../interaction/grid-interaction.js';
import type { Span } from './span.js';
import { spanIn, spanText } from './span-in.js';

/** Part of a matrix that is seen: rows and columns. In motion it begins and ends inside of cells, at rest it has whole ones. */
export interface ZoomWindow {
  readonly rows: Span;
  readonly columns: Span;
}

/** Fewest cells of a side that are shown: one that is larger says no more. */
const LEAST = 4;

export const lengthOf = ([from, end]: Span): number => end - from;

const held = (from: number, length: number, count: number): Span => {
  const start = Math.max(0, Math.min(from, count - length));
  return [start, start + length];
};

/** All of a matrix. */
export const wholeWindow = ({ rows, columns }: GridSize): ZoomWindow => ({ rows: [0, rows], columns: [0, columns] });

export const isWhole = (window: ZoomWindow, { rows, columns }: GridSize): boolean =>
  lengthOf(window.rows) >= rows && lengthOf(window.columns) >= columns;

/** The window that a text names in a matrix of a size; all of it without a text, and where there is nothing of what it names. */
export function windowOf(text: string | null, size: GridSize): ZoomWindow {
  const [rows, columns] = (text ?? ': :').split(' ');
  const window = { rows: spanIn(rows, size.rows), columns: spanIn(columns, size.columns) };
  return lengthOf(window.rows) > 0 && lengthOf(window.columns) > 0 ? window : wholeWindow(size);
}

/** The text of a window of whole cells; null of all. */
export const textOf = (window: ZoomWindow, size: GridSize): string | null =>
  isWhole(window, size) ? null : `${spanText(window.rows)} ${spanText(window.columns)}`;

/** The window of whole cells that is nearest to one in motion. */
export function settled({ rows, columns }: ZoomWindow, size: GridSize): ZoomWindow {
  const whole = (span: Span, count: number) =>
    held(Math.round(span[0]), Math.max(1, Math.round(lengthOf(span))), count);
  return { rows: whole(rows, size.rows), columns: whole(columns, size.columns) };
}

/** The window so many times as long on both sides, in which a place stays where it is. @param at in cells, of which it may be a part */
export function scaled(window: ZoomWindow, size: GridSize, factor: number, at: Cell): ZoomWindow {
  const side = (span: Span, count: number, place: number) => {
    const length = lengthOf(span);
    const next = Math.max(Math.min(LEAST, length, count), Math.min(count, length * factor));
    return held(place - ((place - span[0]) * next) / length, next, count);
  };
  return { rows: side(window.rows, size.rows, at.row), columns: side(window.columns, size.columns, at.column) };
}

/** The window as much farther down and to the right, in cells, as there is room. */
export function moved({ rows, columns }: ZoomWindow, size: GridSize, by: Cell): ZoomWindow {
  return {
    rows: held(rows[0] + by.row, lengthOf(rows), size.rows),
    columns: held(columns[0] + by.column, lengthOf(columns), size.columns),
  };
}

/** The window around a place, as large as it is. */
export function centred(window: ZoomWindow, size: GridSize, at: Cell): ZoomWindow {
  const middle = ([from, end]: Span) => (from + end) / 2;
  return moved(window, size, { row: at.row - middle(window.rows), column: at.column - middle(window.columns) });
}

/** The window moved as little as shows a cell, with a neighbour beside it. */
export function revealing(window: ZoomWindow, size: GridSize, cell: Cell): ZoomWindow {
  const by = ([from, end]: Span, at: number) => {
    const beside = end - from > 2 ? 1 : 0;
    if (at < from) return at - beside - from;
    return at >= end ? at + 1 + beside - end : 0;
  };
  return moved(window, size, { row: by(window.rows, cell.row), column: by(window.columns, cell.column) });
}

/** The window between two places, grown until it has as many rows for its columns as the matrix: cells keep their form. */
export function boxed(one: Cell, other: Cell, size: GridSize): ZoomWindow {
  const [rows, columns] = [Math.abs(one.row - other.row), Math.abs(one.column - other.column)];
  const least = Math.min(1, LEAST / Math.min(size.rows, size.columns));
  const share = Math.max(least, rows / size.rows, columns / size.columns);
  const part = { rows: [0, size.rows * share], columns: [0, size.columns * share] } as const;
  return centred(part, size, { row: (one.row + other.row) / 2, column: (one.column + other.column) / 2 });
}

/** The window on the way from one to another: each step grows or shrinks it by the same factor. @param share of the way, 0 to 1 */
export function between(one: ZoomWindow, other: ZoomWindow, share: number): ZoomWindow {
  const side = (from: Span, to: Span): Span => {
    const [a, b] = [lengthOf(from), lengthOf(to)];
    const length = a * (b / a) ** share;
    // Of lengths that differ, the place that both share stays where it is.
    const along = Math.abs(a - b) < 1e-9 ? share : (length - a) / (b - a);
    const start = from[0] + (to[0] - from[0]) * along;
    return [start, start + length];
  };
  return { rows: side(one.rows, other.rows), columns: side(one.columns, other.columns) };
}
