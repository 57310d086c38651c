import { type Dense, dense } from '../dense.js';
import { badOption, requireAbove, requireWhole } from '../option.js';
import { Turning } from './turning.js';

export interface WavelengthOptions {
  /** Length of an encoding; a pair of columns shares a wavelength. */
  readonly width: number;
  /** The longest wavelength approaches 2π × base. 10000 unless given. */
  readonly base?: number;
}

export interface SinusoidalOptions extends WavelengthOptions {
  /** Number of positions. */
  readonly length: number;
  /** The first position, 0 unless given. */
  readonly start?: number;
}

export interface Sinusoidal2dOptions extends WavelengthOptions {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Positions until each pair of columns repeats, 2π × base^(2i/width): [⌈width / 2⌉] (Vaswani et al. 2017, 3.5).
 * Throws `bad-option`.
 */
export function wavelengths({ width, base = 10_000 }: WavelengthOptions): Dense<Float64Array> {
  requireWhole('width', width, 1);
  requireAbove('base', base, 0);
  const pairs = Math.ceil(width / 2);
  return dense(
    Float64Array.from({ length: pairs }, (_, pair) => 2 * Math.PI * base ** ((2 * pair) / width)),
    [pairs],
  );
}

/**
 * Sine in even columns, cosine in odd ones, of position / base^(2i/width): [length, width]; the last column of an odd width
 * is a sine (Vaswani et al. 2017, 3.5). Throws `bad-option`.
 */
export function sinusoidal({ length, width, base = 10_000, start = 0 }: SinusoidalOptions): Dense<Float32Array> {
  requireWhole('length', length, 1);
  requireWhole('start', start);
  const waves = wavelengths({ width, base }).values;
  const values = new Float32Array(length * width);
  const turning = new Turning(
    waves.map((wave) => (2 * Math.PI) / wave),
    start,
  );
  const { sines, cosines } = turning;
  for (let row = 0, at = 0; row < length; row++, turning.next()) {
    const end = at + width;
    for (let pair = 0; at < end; pair++) {
      values[at++] = sines[pair];
      if (at < end) values[at++] = cosines[pair];
    }
  }
  return dense(values, [length, width]);
}

/**
 * Encodings of the cells of a grid, [rows, columns, width]: the first half of the width encodes the row, the second half the
 * column, each as {@link sinusoidal} does (Carion et al. 2020, A.4). An odd width is a `bad-option`.
 */
export function sinusoidal2d({ rows, columns, width, base = 10_000 }: Sinusoidal2dOptions): Dense<Float32Array> {
  requireWhole('rows', rows, 1);
  requireWhole('columns', columns, 1);
  requireWhole('width', width, 2);
  if (width % 2) throw badOption('width', width, 'half of it encodes the row, half the column, so it must be even');
  const half = width / 2;
  const ofRow = sinusoidal({ length: rows, width: half, base }).values;
  const ofColumn = sinusoidal({ length: columns, width: half, base }).values;
  const values = new Float32Array(rows * columns * width);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += width) {
      values.set(ofRow.subarray(row * half, (row + 1) * half), at);
      values.set(ofColumn.subarray(column * half, (column + 1) * half), at + half);
    }
  }
  return dense(values, [rows, columns, width]);
}
