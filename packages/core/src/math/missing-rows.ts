import { MASKED_BELOW } from './masked.js';

/**
 * Whether a row is missing: it holds NaN and no number, as the softmax of a query does that may attend nothing. What is masked
 * beside the NaN is no number.
 */
export function isMissingRow(values: ArrayLike<number>, start: number, length: number): boolean {
  let hasNaN = false;
  for (let at = start; at < start + length; at++) {
    if (Number.isNaN(values[at])) hasNaN = true;
    else if (values[at] > MASKED_BELOW) return false;
  }
  return hasNaN;
}

/** Number of rows of a matrix [rows, columns] that are missing. */
export function countMissingRows(values: ArrayLike<number>, rows: number, columns: number): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (isMissingRow(values, row * columns, columns)) count++;
  return count;
}
