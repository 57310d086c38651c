import { MASKED_BELOW } from '../math/masked.js';
import type { Matrix, Reduction } from './matrix.js';

/**
 * Cells under pixel `pixel` of `pixels` when `cells` cells are spread over them: [first, end).
 * One cell where cells are larger than pixels (the one under the pixel's middle), else every cell the pixel touches.
 */
export function cellsUnder(pixel: number, pixels: number, cells: number): readonly [first: number, end: number] {
  if (cells <= pixels) {
    const cell = Math.floor(((2 * pixel + 1) * cells) / (2 * pixels));
    return [cell, cell + 1];
  }
  return [Math.floor((pixel * cells) / pixels), Math.ceil(((pixel + 1) * cells) / pixels)];
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
): Matrix {
  const toRows = Math.min(rows, matrix.rows);
  const toColumns = Math.min(columns, matrix.columns);
  if (toRows === matrix.rows && toColumns === matrix.columns) return matrix;
  const values = new Float32Array(toRows * toColumns);
  const reduceRow = reduction === 'mean' ? meanRow : signed ? farthestRow : largestRow;
  for (let row = 0; row < toRows; row++) {
    reduceRow(matrix, cellsUnder(row, toRows, matrix.rows), values.subarray(row * toColumns, (row + 1) * toColumns));
  }
  return { rows: toRows, columns: toColumns, values };
}

type Range = readonly [first: number, end: number];

/** Rows are folded into one before columns are: each cell is read once and in order, which is what the time goes to. */
function largestRow(matrix: Matrix, [first, end]: Range, out: Float32Array): void {
  const { columns, values } = matrix;
  const folded = values.slice(first * columns, (first + 1) * columns);
  for (let row = first + 1; row < end; row++) {
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const value = values[start + column];
      // Not `>`: a NaN that came first must give way to any number.
      if (!(value <= folded[column])) folded[column] = value === value ? value : folded[column];
    }
  }
  for (let pixel = 0; pixel < out.length; pixel++) {
    const [from, to] = cellsUnder(pixel, out.length, columns);
    let largest = folded[from];
    for (let column = from + 1; column < to; column++) {
      const value = folded[column];
      if (!(value <= largest) && value === value) largest = value;
    }
    out[pixel] = largest > MASKED_BELOW ? largest : withoutNumbers(matrix, [first, end], [from, to]);
  }
}

function farthestRow(matrix: Matrix, rows: Range, out: Float32Array): void {
  const { columns, values } = matrix;
  for (let pixel = 0; pixel < out.length; pixel++) {
    const range = cellsUnder(pixel, out.length, columns);
    let farthest = NaN;
    for (let row = rows[0]; row < rows[1]; row++) {
      for (let cell = row * columns + range[0]; cell < row * columns + range[1]; cell++) {
        const value = values[cell];
        if (value > MASKED_BELOW && !(Math.abs(value) <= Math.abs(farthest))) farthest = value;
      }
    }
    out[pixel] = farthest === farthest ? farthest : withoutNumbers(matrix, rows, range);
  }
}

function meanRow(matrix: Matrix, rows: Range, out: Float32Array): void {
  const { columns, values } = matrix;
  for (let pixel = 0; pixel < out.length; pixel++) {
    const range = cellsUnder(pixel, out.length, columns);
    let sum = 0;
    let count = 0;
    for (let row = rows[0]; row < rows[1]; row++) {
      for (let cell = row * columns + range[0]; cell < row * columns + range[1]; cell++) {
        const value = values[cell];
        if (value > MASKED_BELOW) {
          sum += value;
          count++;
        }
      }
    }
    out[pixel] = count > 0 ? sum / count : withoutNumbers(matrix, rows, range);
  }
}

/** What a pixel shows under which there is no number: NaN if there is one, else masked. */
function withoutNumbers({ columns, values }: Matrix, rows: Range, range: Range): number {
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let cell = row * columns + range[0]; cell < row * columns + range[1]; cell++) {
      if (Number.isNaN(values[cell])) return NaN;
    }
  }
  return -Infinity;
}
