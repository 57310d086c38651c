import { dense, type GridSide, sinusoidal2d } from '@attn-elements/core/math';
import type { PlotSettings } from '../settings.js';
import type { Encoding, GridKernel } from './encoding.js';
import { canTile, gridTiles } from './grid-tiles.js';
import { once } from './once.js';
import { sineColumn } from './sine-columns.js';
import { sineRemarks, sineWaves } from './sine-waves.js';
import { tablePairs } from './table-pairs.js';

/** The cells of a grid: half of the width says the row, half the column (Carion et al. 2020, A.4), or the other way round (MAE). */
export function sinusoidal2dEncoding(settings: PlotSettings): Encoding {
  const {
    rows,
    columns,
    dModel: width,
    base,
    order,
    spacing,
    normalized,
    start,
    first,
    similarity,
    trained,
  } = settings;
  const length = rows * columns;
  const half = width / 2;
  const cell = (position: number) => [Math.floor(position / columns), position % columns] as const;
  const table = once(() =>
    dense(sinusoidal2d({ rows, columns, width, base, order, spacing, normalized, start, first }).values, [
      length,
      width,
    ]),
  );
  return {
    kind: 'sinusoidal-2d',
    variant: '',
    length,
    width,
    trained,
    views: [
      'heatmap',
      'curves',
      'similarity',
      ...(canTile(rows, columns, width) ? (['tiles'] as const) : []),
      'kernel',
      'wavelengths',
    ],
    table,
    term(position, column) {
      const [row, at] = cell(position);
      const ofRow = column < half === (first === 'row');
      const { name, divisor } = sineColumn(column % half, half, settings);
      const [place, side] = ofRow ? [row, rows] : [at, columns];
      // Cells of a normalized side are counted from 1.
      const along = normalized ? `2π · ${place + 1}/${side}` : String(place + start);
      return name ? `${name}(${along} / ${divisor})` : '0';
    },
    positionName: (position) => `(${cell(position).join(', ')})`,
    pairs: once(() => tablePairs(table(), similarity)),
    gridKernel: once(() => gridKernel(table().values, [rows, columns, width], first, similarity === 'cosine')),
    tiles: once(() => gridTiles(table(), rows, columns, similarity)),
    waves: once(() => sineWaves(half, settings)),
    remarks: sineRemarks(half, settings),
  };
}

/** The mean over all cells of what a cell has in common with the one so many rows and columns away; as cosine, of itself 1. */
function gridKernel(
  table: Float32Array,
  [rows, columns, width]: readonly [rows: number, columns: number, width: number],
  first: GridSide,
  isCosine: boolean,
): GridKernel {
  const half = width / 2;
  // Rows and columns have halves of the width for themselves, so that the dot product is a sum of one for each.
  const along = (count: number, stride: number, from: number) =>
    Float64Array.from({ length: 2 * count - 1 }, (_, i) => {
      const distance = Math.abs(i - count + 1);
      let sum = 0;
      for (let at = 0; at + distance < count; at++) {
        for (let c = from; c < from + half; c++) sum += table[at * stride + c] * table[(at + distance) * stride + c];
      }
      return sum / (count - distance);
    });
  const ofRows = along(rows, columns * width, first === 'row' ? 0 : half);
  const ofColumns = along(columns, width, first === 'row' ? half : 0);
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
