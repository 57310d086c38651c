import { reason } from '../../errors.js';
import { wrongShape } from '../../tensor.js';
import type { Dense } from '../dense.js';

/** Similarity of neighbouring positions, beside that of rows in no order. All are cosines. */
export interface NeighbourSimilarity {
  /** Mean cosine of each two neighbours, −1 to 1. */
  readonly mean: number;
  /** The same for rows in random order: the mean over all pairs. */
  readonly expected: number;
  /** Standard deviation of that mean over random orders. */
  readonly deviation: number;
  /** (mean − expected) / deviation; a table whose order means nothing stays within ±3. 0 where nothing varies. */
  readonly score: number;
}

/** Pairs that stand for all pairs where there are more. */
const PAIRS = 32_768;

/**
 * Whether the order of a table's rows means anything: a learned positional encoding with structure has neighbours that are
 * more alike than any two rows (as Wang & Chen 2020 found of BERT and GPT-2). Of [positions, width]; rows of zeros are like
 * nothing, 0. Of more than 256 positions, the deviation is estimated from a sample of their pairs, the same in every run.
 * Throws `wrong-shape`.
 */
export function neighbourSimilarity(table: Dense): NeighbourSimilarity {
  if (table.shape.length !== 2) throw wrongShape('The table', table.shape, reason`it must be [positions, width]`);
  const [length, width] = table.shape;
  if (length < 3) throw wrongShape('The table', table.shape, reason`neighbours need at least 3 positions`);
  const rows = unitRows(table);
  let mean = 0;
  for (let row = 1; row < length; row++) mean += dot(rows[row - 1], rows[row]) / (length - 1);
  const total = Float64Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + row[column], 0));
  // How alike each row is to all others, in the mean.
  const shared = rows.map((row) => (dot(row, total) - dot(row, row)) / (length - 1));
  const expected = shared.reduce((sum, value) => sum + value / length, 0);
  const off = (value: number) => (value - expected) ** 2;
  // The variance of the mean along a random path through all rows. Its pairs are not independent: what makes a row like
  // every other adds to both pairs that share it, wherever it stands, and so to no order more than to another.
  const own = shared.reduce((sum, value) => sum + off(value) / length, 0);
  const all = meanOf(pairsOf(length), ([a, b]) => off(dot(rows[a], rows[b])));
  const deviation = Math.sqrt(Math.max(0, all - 2 * own) / (length - 1));
  // Rows that differ by rounding alone have no spread to speak of.
  const score = deviation > 1e-9 ? (mean - expected) / deviation : 0;
  return { mean, expected, deviation, score };
}

function unitRows({ shape: [length, width], values }: Dense): Float64Array[] {
  return Array.from({ length }, (_, at) => {
    const row = Float64Array.from(values.subarray(at * width, (at + 1) * width));
    const norm = Math.sqrt(dot(row, row));
    return row.map((value) => value / (norm || 1));
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function meanOf<T>(items: Iterable<T>, value: (item: T) => number): number {
  let [count, sum] = [0, 0];
  for (const item of items) {
    count++;
    sum += value(item);
  }
  return sum / count;
}

/** All pairs of rows, or a sample where there are too many. */
function* pairsOf(length: number): Iterable<readonly [number, number]> {
  if ((length * (length - 1)) / 2 <= PAIRS) {
    for (let a = 1; a < length; a++) for (let b = 0; b < a; b++) yield [a, b];
    return;
  }
  // A linear congruential generator (Numerical Recipes' constants): any would do that repeats in every run.
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * length);
  };
  for (let i = 0; i < PAIRS; i++) {
    const a = next();
    const b = next();
    if (a !== b) yield [a, b];
  }
}
