import { dense, sinusoidal2d, wavelengths } from '@attn-elements/core/math';
import type { Settings } from '../settings.js';
import type { Encoding, GridKernel } from './encoding.js';
import { once } from './once.js';
import { tablePairs } from './table-pairs.js';

/** The cells of a grid: half of the width says the row, half the column (Carion et al. 2020, A.4). */
export function sinusoidal2dEncoding({ rows, columns, dModel: width, base, similarity, trained }: Settings): Encoding {
  const length = rows * columns;
  const half = width / 2;
  const cell = (position: number) => [Math.floor(position / columns), position % columns] as const;
  const table = once(() => dense(sinusoidal2d({ rows, columns, width, base }).values, [length, width]));
  return {
    kind: 'sinusoidal-2d',
    variant: '',
    length,
    width,
    trained,
    views: ['heatmap', 'curves', 'similarity', 'kernel', 'wavelengths'],
    table,
    term(position, column) {
      const [row, at] = cell(position);
      const ofRow = column < half;
      const own = ofRow ? column : column - half;
      return `${own % 2 ? 'cos' : 'sin'}(${ofRow ? row : at} / ${base}^(${own - (own % 2)}/${half}))`;
    },
    positionName: (position) => `(${cell(position).join(', ')})`,
    pairs: once(() => tablePairs(table(), similarity)),
    gridKernel: once(() => gridKernel(table().values, rows, columns, width, similarity === 'cosine')),
    waves: once(() => ({
      lines: [{ state: 'unscaled', values: wavelengths({ width: half, base }).values }],
      formula: (pair) => `2π · ${base}^(${2 * pair}/${half})`,
    })),
  };
}

/** The mean over all cells of what a cell has in common with the one so many rows and columns away; as cosine, of itself 1. */
function gridKernel(table: Float32Array, rows: number, columns: number, width: number, isCosine: boolean): GridKernel {
  const half = width / 2;
  // Rows and columns have halves of the width for themselves, so that the dot product is a sum of one for each.
  const along = (count: number, stride: number, first: number) =>
    Float64Array.from({ length: 2 * count - 1 }, (_, i) => {
      const distance = Math.abs(i - count + 1);
      let sum = 0;
      for (let at = 0; at + distance < count; at++) {
        for (let c = first; c < first + half; c++) sum += table[at * stride + c] * table[(at + distance) * stride + c];
      }
      return sum / (count - distance);
    });
  const ofRows = along(rows, columns * width, 0);
  const ofColumns = along(columns, width, half);
  const across = ofColumns.length;
  const scale = isCosine ? 1 / (ofRows[rows - 1] + ofColumns[columns - 1]) : 1;
  return {
    rows,
    columns,
    values: Float32Array.from(
      { length: ofRows.length * across },
      (_, i) => (ofRows[Math.floor(i / across)] + ofColumns[i % across]) * scale,
    ),
    formula: (rowDistance, columnDistance) => `⟨PE(r, c) · PE(r + ${rowDistance}, c + ${columnDistance})⟩`,
  };
}
