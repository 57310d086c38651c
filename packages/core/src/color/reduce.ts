import { MASKED_BELOW } from '../math/masked.js';
import type { Matrix, Reduction } from './matrix.js';
import { cellsUnder } from './pixel-cell.js';

/** Part of a matrix: its first row and column, and how many there are. */
export interface MatrixPart {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The matrix with at most `rows` × `columns` cells: each is the largest (or the mean) of the cells that a pixel of that
 * grid touches. Numbers win over masked cells and NaN; NaN wins over masked. With `signed`, the largest is the farthest from 0.
 */
export function reduceMatrix(
  matrix: Matrix,
  rows: number,
  columns: number,
  reduction: Reduction,
  signed = false,
  part: MatrixPart = { row: 0, column: 0, rows: matrix.rows, columns: matrix.columns },
): Matrix {
  const toRows = Math.min(rows, part.rows);
  const toColumns = Math.min(columns, part.columns);
  if (toRows === matrix.rows && toColumns === matrix.columns) return matrix;
  const reduced = new Float32Array(toRows * toColumns);
  const ranges = new Uint32Array(2 * toColumns);
  for (let column = 0; column < toColumns; column++) {
    const [first, end] = cellsUnder(column, toColumns, part.columns);
    ranges.set([part.column + first, part.column + end], 2 * column);
  }
  const reduceRow = reduction === 'mean' ? meanRow : signed ? farthestRow : largestRow;
  for (let row = 0; row < toRows; row++) {
    const out = reduced.subarray(row * toColumns, (row + 1) * toColumns);
    const [first, end] = cellsUnder(row, toRows, part.rows);
    const rowRange = [part.row + first, part.row + end] as const;
    reduceRow(matrix, rowRange, ranges, out);
    for (let column = 0; column < toColumns; column++) {
      if (!(out[column] > MASKED_BELOW))
        out[column] = withoutNumbers(matrix, rowRange, [ranges[2 * column], ranges[2 * column + 1]]);
    }
  }
  return { rows: toRows, columns: toColumns, values: reduced };
}

type Range = readonly [first: number, end: number];

/** A range for each pixel, one after the other: tuples would be unpacked once for every row. */
type Ranges = Uint32Array;

/** Rows outside, columns inside: the matrix is read in the order in which it lies in memory. */
function largestRow({ columns, values }: Matrix, [first, end]: Range, ranges: Ranges, out: Float32Array): void {
  out.fill(-Infinity);
  for (let start = first * columns; start < end * columns; start += columns) {
    for (let pixel = 0; pixel < out.length; pixel++) {
      const from = start + ranges[2 * pixel];
      const to = start + ranges[2 * pixel + 1];
      let largest = out[pixel];
      for (let cell = from; cell < to; cell++) if (values[cell] > largest) largest = values[cell];
      out[pixel] = largest;
    }
  }
}

/** NaN where there is no number. */
function farthestRow({ columns, values }: Matrix, [first, end]: Range, ranges: Ranges, out: Float32Array): void {
  for (let pixel = 0; pixel < out.length; pixel++) {
    const from = ranges[2 * pixel];
    const to = ranges[2 * pixel + 1];
    let farthest = NaN;
    for (let start = first * columns; start < end * columns; start += columns) {
      for (let cell = start + from; cell < start + to; cell++) {
        const value = values[cell];
        if (value > MASKED_BELOW && !(Math.abs(value) <= Math.abs(farthest))) farthest = value;
      }
    }
    out[pixel] = farthest;
  }
}

/** NaN where there is no number. */
function meanRow({ columns, values }: Matrix, [first, end]: Range, ranges: Ranges, out: Float32Array): void {
  for (let pixel = 0; pixel < out.length; pixel++) {
    const from = ranges[2 * pixel];
    const to = ranges[2 * pixel + 1];
    let sum = 0;
    let count = 0;
    for (let start = first * columns; start < end * columns; start += columns) {
      for (let cell = start + from; cell < start + to; cell++) {
        if (!(values[cell] > MASKED_BELOW)) continue;
        sum += values[cell];
        count++;
      }
    }
    out[pixel] = sum / count;
  }
}

/** Value of a pixel under which there is no number: NaN if there is one, else masked. */
function withoutNumbers({ columns, values }: Matrix, rows: Range, range: Range): number {
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let cell = row * columns + range[0]; cell < row * columns + range[1]; cell++) {
      if (Number.isNaN(values[cell])) return NaN;
    }
  }
  return -Infinity;
}
