import {
  dense,
  type ModelRope,
  modelRopeAttentionFactor,
  modelRopeFrequencies,
  t5Bias,
  turningTables,
} from '../../math/index.js';
import type { RelativeBias } from '../architecture.js';
import type { Engine, Rows } from '../engine/engine.js';

/** Cosines and sines of positions, [positions, pairs] each. */
export interface RopeTables {
  readonly cosines: Rows;
  readonly sines: Rows;
}

/** Tables of a rotary encoding for positions [start, end) of a text of `end` tokens. */
export function ropeTables(engine: Engine, rope: ModelRope, start: number, end: number): RopeTables {
  const frequencies = modelRopeFrequencies(rope, end);
  const factor = modelRopeAttentionFactor(rope);
  const pairs = frequencies.length;
  const tables = turningTables(frequencies, end - start, start);
  const scaled = (values: ArrayLike<number>) =>
    engine.rows(end - start, pairs, factor === 1 ? values : Float32Array.from(values, (value) => value * factor));
  return { cosines: scaled(tables.cosines.values), sines: scaled(tables.sines.values) };
}

/** Whether positions that were turned in a text of one length would be turned otherwise in another. */
export function dependsOnLength(rope: ModelRope, one: number, other: number): boolean {
  if (rope.type === 'dynamic') return Math.max(one, other) > rope.maxLength;
  if (rope.type === 'longrope') return one > rope.originalLength !== other > rope.originalLength;
  return false;
}

/** Sines of all frequencies, then cosines, of positions [start, end): [positions, width] (Vaswani et al. 2017, 3.5; Marian's order). */
export function sinePositions(width: number, start: number, end: number): Float32Array {
  const table = new Float32Array((end - start) * width);
  const half = Math.ceil(width / 2);
  for (let position = start; position < end; position++) {
    for (let column = 0; column < width; column++) {
      const isSine = column < half;
      const pair = isSine ? column : column - half;
      const angle = position / 10_000 ** ((2 * pair) / width);
      table[(position - start) * width + column] = isSine ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}

/** T5's biases of the scores, [heads × queries, keys]; the last query stands at the last key. */
export function relativeBias(
  engine: Engine,
  { buckets, maxDistance, bidirectional }: RelativeBias,
  table: Float32Array,
  queries: number,
  keys: number,
): Rows {
  const heads = table.length / buckets;
  const { values } = t5Bias(dense(table, [buckets, heads]), queries, keys, { maxDistance, bidirectional });
  return engine.rows(heads * queries, keys, values);
}
