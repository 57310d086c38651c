import type { Matrix } from '../../color/index.js';
import { type Remark, remark } from '../../data/index.js';
import { countMissingRows } from '../../math/index.js';

/**
 * Remark on rows that are not numbers, or of which no cell is stored, of a figure that shows something made of all rows; empty where
 * there are none. Of a sparse source that is made of the cells that are stored.
 */
export function leftOutRows({ rows, columns, values }: Matrix, isSparse: boolean): readonly Remark[] {
  const count = countMissingRows(values, rows, columns);
  const left = count > 0 ? [remark(isSparse ? 'unstored-rows' : 'left-out-rows', { count, total: rows })] : [];
  return isSparse ? [...left, remark('stored-mean')] : left;
}
