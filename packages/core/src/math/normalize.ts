import { MASKED_BELOW } from './masked.js';
import type { Normalization } from './normalizations.js';

const isNumber = (value: number) => value > MASKED_BELOW && value < Infinity;

/**
 * Divides each value by the largest absolute value around it, so that the strongest becomes 1 (or −1).
 * Masked, NaN and infinite values stay as they are; where all is 0 nothing changes. `none` gives the array itself.
 */
export function normalizeMatrix(
  values: Float32Array,
  rows: number,
  columns: number,
  normalization: Normalization,
): Float32Array {
  if (normalization === 'none') return values;
  const groups = { row: rows, column: columns, matrix: 1 }[normalization];
  const groupOf = { row: (row: number) => row, column: (_: number, column: number) => column, matrix: () => 0 }[
    normalization
  ];
  const largest = new Float64Array(groups);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      if (!isNumber(values[i])) continue;
      const group = groupOf(row, column);
      largest[group] = Math.max(largest[group], Math.abs(values[i]));
    }
  }
  const result = new Float32Array(values.length);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const divisor = largest[groupOf(row, column)];
      result[i] = isNumber(values[i]) && divisor > 0 ? values[i] / divisor : values[i];
    }
  }
  return result;
}

/**
 * Attention without some keys: their columns are masked (−Infinity). With `renormalize`, for weights but not for scores, each row
 * is divided by what remains of it and sums to 1 again; a row with nothing left stays 0. Same shape.
 * @param keys positions of the keys
 */
export function hideKeys(
  values: Float32Array,
  rows: number,
  columns: number,
  keys: readonly number[],
  renormalize: boolean,
): Float32Array {
  const result = values.slice();
  for (let start = 0; start < rows * columns; start += columns) {
    for (const key of keys) result[start + key] = -Infinity;
    if (!renormalize) continue;
    let sum = 0;
    for (let i = start; i < start + columns; i++) if (isNumber(result[i])) sum += result[i];
    if (sum > 0) for (let i = start; i < start + columns; i++) if (isNumber(result[i])) result[i] /= sum;
  }
  return result;
}

/**
 * Attention without the first key, the sink that models park unused attention on (Xiao et al. 2024, "Efficient Streaming
 * Language Models with Attention Sinks"), as `hideKeys` hides it.
 */
export const hideFirstKey = (values: Float32Array, rows: number, columns: number, renormalize: boolean): Float32Array =>
  hideKeys(values, rows, columns, [0], renormalize);
