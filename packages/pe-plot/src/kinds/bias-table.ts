import { type Dense, dense } from '@attn-elements/core/math';
import { settingFault } from '../faults.js';
import type { PlotSettings } from '../settings.js';
import type { LearnedTable } from './encoding.js';

/** T5's biases [buckets, heads], and how they were read where that is to be said: stored the other way, or nothing tells. */
export interface BiasTable extends Dense<Float32Array> {
  readonly reading: 'biasesTurned' | 'biasesSupposed' | null;
}

/**
 * Which side of a table of biases the buckets are: as the author says in `axes`, as its name tells, or the side that has as many as
 * there are `buckets`. Where nobody names a number of buckets and neither side has the usual one, the first. Throws `bad-option`
 * where both sides have the number, or neither has one that is named.
 */
export function biasTable(table: LearnedTable, { axes, buckets, namesBuckets }: PlotSettings): BiasTable {
  const [rows, columns] = table.shape;
  const [isRows, isColumns] = [rows === buckets, columns === buckets];
  const bySize = isRows === isColumns ? null : isRows ? 'buckets heads' : 'heads buckets';
  const sides = axes ?? table.sides ?? bySize;
  if (sides === 'buckets heads') return { ...table, reading: null };
  if (sides === null) {
    if (isRows || namesBuckets) throw settingFault('buckets', buckets, 'sides', { rows, columns, buckets });
    return { ...table, reading: 'biasesSupposed' };
  }
  const turned = table.values.map((_, at) => table.values[(at % rows) * columns + Math.floor(at / rows)]);
  return { ...dense(turned, [columns, rows]), reading: 'biasesTurned' };
}
