import { type Dense, dense, type SimilarityKind, similarity } from '@attn-elements/core/math';
import type { GridTiles } from './encoding.js';

/** Cells of a grid at most: each has a tile of as many cells. */
const MOST_CELLS = 1024;
/** The most multiplications that their similarity may cost: a second or so. */
const MOST_PRODUCTS = 2 ** 30;

/** Whether each cell of a grid can have a tile of its own. */
export const canTile = (rows: number, columns: number, width: number): boolean =>
  rows * columns <= Math.min(MOST_CELLS, Math.floor(Math.sqrt((2 * MOST_PRODUCTS) / width)));

/**
 * How alike each cell of a grid is to every other: a tile for each, at its place (Dosovitskiy et al. 2021, figure 7).
 * @param table [cells, width], row by row
 */
export function gridTiles(table: Dense<Float32Array>, rows: number, columns: number, kind: SimilarityKind): GridTiles {
  const { values: alike } = similarity(table, kind);
  const [count, across] = [rows * columns, columns * columns];
  const values = new Float32Array(count * count);
  for (let one = 0, at = 0; one < count; one++) {
    const [row, column] = [Math.floor(one / columns), one % columns];
    for (let other = 0; other < count; other++, at++) {
      const [down, right] = [row * rows + Math.floor(other / columns), column * columns + (other % columns)];
      values[down * across + right] = alike[at];
    }
  }
  const name = (row: number, column: number) => `PE(${row}, ${column})`;
  return {
    rows,
    columns,
    values,
    formula(row, column) {
      const one = name(Math.floor(row / rows), Math.floor(column / columns));
      const other = name(row % rows, column % columns);
      return kind === 'dot' ? `${one} · ${other}` : `${one} · ${other} / (|${one}| |${other}|)`;
    },
  };
}

/** Rows of a table after those that stand before the grid. */
export const gridOf = ({ values, shape: [length, width] }: Dense<Float32Array>, apart: number): Dense<Float32Array> =>
  dense(values.subarray(apart * width, length * width), [length - apart, width]);
