import { wrongShape } from '../../tensor.js';
import type { Dense } from '../dense.js';

/** How alike neighbouring positions are, beside what rows in no order would give. All are cosines. */
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
 * more alike than any two rows (as Wang & Chen 2020 found of BERT and GPT-2). Of [positions, width]; rows of zeros are like nothing, 0. Tables of more
 * than 256 positions are held to a sample of their pairs, the same in every run. Throws `wrong-shape`.
 */
export function neighbourSimilarity(table: Dense): NeighbourSimilarity {
  if (table.shape.length !== 2) throw wrongShape('The table', table.shape, 'it must be [positions, width]');
  const [length, width] = table.shape;
  if (length < 3) throw wrongShape('The table', table.shape, 'neighbours need at least 3 positions');
  const norms = Float64Array.from({ length }, (_, row) => Math.sqrt(dot(row, row)));
  const cosine = (a: number, b: number) => dot(a, b) / (norms[a] * norms[b] || 1);
  let mean = 0;
  for (let row = 1; row < length; row++) mean += cosine(row - 1, row) / (length - 1);
  const [expected, spread] = spreadOf(pairsOf(length), cosine);
  const deviation = spread / Math.sqrt(length - 1);
  // Rows that differ by rounding alone have no spread to speak of.
  const score = deviation > 1e-9 ? (mean - expected) / deviation : 0;
  return { mean, expected, deviation, score };

  function dot(a: number, b: number): number {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += table.values[a * width + i] * table.values[b * width + i];
    return sum;
  }
}

function spreadOf(pairs: Iterable<readonly [number, number]>, cosine: (a: number, b: number) => number) {
  let [count, sum, squares] = [0, 0, 0];
  for (const [a, b] of pairs) {
    const value = cosine(a, b);
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return [mean, Math.sqrt(Math.max(0, squares / count - mean * mean))] as const;
}

/** All pairs of rows, or so many that a step coprime to most lengths picks. */
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
