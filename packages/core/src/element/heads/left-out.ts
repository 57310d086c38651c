import type { Matrix } from '../../color/index.js';
import { type Remark, remark } from '../../data/index.js';
import { countMissingRows } from '../../math/index.js';

/** Remark on rows that are not numbers, of a figure that shows something made of all rows; empty where there are none. */
export function leftOutRows({ rows, columns, values }: Matrix): readonly Remark[] {
  const count = countMissingRows(values, rows, columns);
  return count > 0 ? [remark('left-out-rows', { count, total: rows })] : [];
}
