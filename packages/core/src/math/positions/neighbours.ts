import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
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
  /** Number of rows that have no direction, of zeros or of what is no number: they take no part. */
  readonly leftOut: number;
}

/** Pairs that stand for all pairs where there are more. */
const PAIRS = 32_768;

/**
 * Whether the order of a table's rows means anything: a learned positional encoding with structure has neighbours that are
 * more alike than any two rows (as Wang & Chen 2020 found of BERT and GPT-2). Of [positions, width]; rows of zeros and of NaN have
 * no cosine, and where fewer than three have one, all is NaN. Of more than 256 positions, the deviation is estimated from a sample of
 * their pairs, the same in every run. Throws `wrong-shape`.
 */
export function neighbourSimilarity(table: Dense): NeighbourSimilarity {
  if (table.shape.length !== 2) throw wrongOperand('The table', table.shape, reason`it must be [positions, width]`);
  const [length, width] = table.shape;
  if (length < 3) throw wrongOperand('The table', table.shape, reason`neighbours need at least 3 positions`);
  const all = unitRows(table);
  const rows = all.filter((row) => row !== null);
  const count = rows.length;
  const leftOut = length - count;
  const isPair = all.map((row, at) => row !== null && at > 0 && all[at - 1] !== null);
  const beside = all.flatMap((row, at) => (isPair[at] ? [dot(all[at - 1]!, row!)] : []));
  if (count < 3 || beside.length === 0) return { mean: NaN, expected: NaN, deviation: NaN, score: NaN, leftOut };
  const mean = meanOf(beside, (cosine) => cosine);
  const total = Float64Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + row[column], 0));
  // How alike each row is to all others, in the mean.
  const shared = rows.map((row) => (dot(row, total) - dot(row, row)) / (count - 1));
  const expected = shared.reduce((sum, value) => sum + value / count, 0);
  const off = (value: number) => (value - expected) ** 2;
  // The variance of the mean of so many pairs in a random order of the rows. They are not independent: pairs that share a row vary
  // together, and since the sum over all pairs is the same in every order, the others against them.
  const own = shared.reduce((sum, value) => sum + off(value) / count, 0);
  const single = meanOf(pairsOf(count), ([a, b]) => off(dot(rows[a], rows[b])));
  const sharing = ((count - 1) * own - single) / (count - 2);
  const apart = count > 3 ? (-2 * (single + 2 * (count - 2) * sharing)) / ((count - 2) * (count - 3)) : 0;
  const pairs = beside.length;
  const touching = isPair.filter((pair, at) => pair && isPair[at - 1]).length;
  const variance = pairs * single + 2 * touching * sharing + (pairs * (pairs - 1) - 2 * touching) * apart;
  const deviation = Math.sqrt(Math.max(0, variance)) / pairs;
  // Rows that differ by rounding alone have no spread to speak of.
  const score = deviation > 1e-9 ? (mean - expected) / deviation : 0;
  return { mean, expected, deviation, score, leftOut };
}

/** Rows of length 1; null where one has no direction. */
function unitRows({ shape: [length, width], values }: Dense): (Float64Array | null)[] {
  return Array.from({ length }, (_, at) => {
    const row = Float64Array.from(values.subarray(at * width, (at + 1) * width));
    const norm = Math.sqrt(dot(row, row));
    return norm > 0 && norm < Infinity ? row.map((value) => value / norm) : null;
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
