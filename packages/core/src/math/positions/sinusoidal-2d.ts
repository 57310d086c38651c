import { reason } from '../../errors.js';
import { type Dense, dense } from '../dense.js';
import { badOption, requireWhole } from '../option.js';
import { type OrderOptions, waveTable, wavelengths } from './sinusoidal.js';
import { gridSides, type GridSide } from './sinusoidal-kinds.js';

export interface Sinusoidal2dOptions extends OrderOptions {
  readonly rows: number;
  readonly columns: number;
  /** Whether a side is 2π long whatever its cells are, its first cell being 1, as in DETR; a cell is 1 long unless given. */
  readonly normalized?: boolean;
  /** Number of the first cell of a side that is not normalized, 0 unless given; 1 in DETR. */
  readonly start?: number;
  /** Side that the first half of the width encodes: `row` unless given; `column` in MAE. */
  readonly first?: GridSide;
}

/**
 * Encodings of the cells of a grid, [rows, columns, width]: the first half of the width encodes the row, the second half the
 * column (Carion et al. 2020, A.4), or with `first` the other way (MAE's `get_2d_sincos_pos_embed`), each as `sinusoidal` does.
 * An odd width is a `bad-option`.
 */
export function sinusoidal2d(options: Sinusoidal2dOptions): Dense<Float32Array> {
  const { rows, columns, width, order = 'interleaved', normalized = false, start = 0, first = 'row' } = options;
  requireWhole('rows', rows, 1);
  requireWhole('columns', columns, 1);
  requireWhole('width', width, 2);
  requireWhole('start', start);
  if (!gridSides.includes(first)) throw badOption('first', first, reason`it is one of ${gridSides}`);
  if (width % 2)
    throw badOption('width', width, reason`half of it encodes the row, half the column, so it must be even`);
  const half = width / 2;
  const waves = wavelengths({ ...options, width: half }).values;
  const along = (length: number) => {
    // DETR keeps the division from 0 by this much.
    const scale = normalized ? (2 * Math.PI) / (length + 1e-6) : 1;
    const frequencies = waves.map((wave) => (scale * 2 * Math.PI) / wave);
    return waveTable({ frequencies, length, start: normalized ? 1 : start, width: half, order }).values;
  };
  const [ofRow, ofColumn] = [along(rows), along(columns)];
  const [rowAt, columnAt] = first === 'row' ? [0, half] : [half, 0];
  const values = new Float32Array(rows * columns * width);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += width) {
      values.set(ofRow.subarray(row * half, (row + 1) * half), at + rowAt);
      values.set(ofColumn.subarray(column * half, (column + 1) * half), at + columnAt);
    }
  }
  return dense(values, [rows, columns, width]);
}
