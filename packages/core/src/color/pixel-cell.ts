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

/** A pixel, and what gives it its colour. */
export interface PixelCell {
  /** The cell whose colour it has; of a mean the one under its middle. */
  readonly row: number;
  readonly column: number;
  /** Cells that it touches, first row to last and so on, ends not included. */
  readonly rows: readonly [first: number, end: number];
  readonly columns: readonly [first: number, end: number];
  /** The value that it shows. */
  readonly value: number;
}

/**
 * The cell that gives a pixel its colour where `reduceMatrix` has made a picture of `height` × `width` pixels: of several under it
 * the largest, or with `signed` the farthest from 0.
 */
export function pixelCell(
  matrix: Matrix,
  [y, height]: readonly [pixel: number, pixels: number],
  [x, width]: readonly [pixel: number, pixels: number],
  reduction: Reduction,
  signed = false,
): PixelCell {
  const rows = cellsUnder(y, height, matrix.rows);
  const columns = cellsUnder(x, width, matrix.columns);
  const { values } = matrix;
  const size = signed ? Math.abs : Number;
  let [at, sum, count, hasNaN] = [-1, 0, 0, false];
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let cell = row * matrix.columns + columns[0]; cell < row * matrix.columns + columns[1]; cell++) {
      if (!(values[cell] > MASKED_BELOW)) {
        hasNaN ||= Number.isNaN(values[cell]);
        continue;
      }
      sum += values[cell];
      count++;
      if (at < 0 || size(values[cell]) > size(values[at])) at = cell;
    }
  }
  const middle = ((rows[0] + rows[1]) >> 1) * matrix.columns + ((columns[0] + columns[1]) >> 1);
  const found = reduction === 'mean' || at < 0 ? middle : at;
  const place = { row: Math.floor(found / matrix.columns), column: found % matrix.columns, rows, columns };
  if (count === 0) return { ...place, value: hasNaN ? NaN : -Infinity };
  return { ...place, value: reduction === 'mean' ? Math.fround(sum / count) : values[at] };
}

/** The pixel, of `height` × `width`, that the middle of a cell lies in, as `pixelCell` has it; null where each cell has pixels of its own. */
export function pixelOver(
  matrix: Matrix,
  cell: { readonly row: number; readonly column: number },
  [height, width]: readonly [height: number, width: number],
  reduction: Reduction,
  signed = false,
): PixelCell | null {
  if (matrix.rows <= height && matrix.columns <= width) return null;
  const place = (at: number, cells: number, pixels: number) =>
    [Math.floor(((at + 0.5) * pixels) / cells), pixels] as const;
  const [y, x] = [place(cell.row, matrix.rows, height), place(cell.column, matrix.columns, width)];
  return pixelCell(matrix, y, x, reduction, signed);
}
