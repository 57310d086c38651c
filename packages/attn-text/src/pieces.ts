import type { Matrix } from '@attn-elements/core/color';
import { MASKED_BELOW, meanWeight } from '@attn-elements/core/math';
import type { Word } from './words.js';

export const pieceRules = ['sum', 'mean', 'max', 'none'] as const;
/** Rule by which the weights of a key word's pieces become one; `none` leaves every piece a word of its own. */
export type PieceRule = (typeof pieceRules)[number];

/**
 * Weights [query token, key token] as weights [query word, key word]: the sum, mean or maximum over the pieces of a key word, and
 * of that the mean over the pieces of a query word, so that with sums a row adds up to what it was. Computed in float64.
 * A cell masked in all pieces stays masked (−Infinity); masked in some, it counts there as 0. NaN in a piece of the key gives NaN; of a
 * query word, pieces whose rows are not numbers take no part.
 */
export function joinPieces(matrix: Matrix, queries: readonly Word[], keys: readonly Word[], rule: PieceRule): Matrix {
  const { rows, columns, values } = matrix;
  if (queries.length === rows && keys.length === columns) return matrix;
  const joined = new Float32Array(queries.length * keys.length);
  let cell = 0;
  for (const query of queries) {
    for (const key of keys) {
      joined[cell++] = meanWeight(query.end - query.first, (at) => {
        const row = query.first + at;
        const part = values.subarray(row * columns + key.first, row * columns + key.end);
        return part.every((value) => value <= MASKED_BELOW) ? -Infinity : gather(part, rule);
      });
    }
  }
  return { rows: queries.length, columns: keys.length, values: joined };
}

function gather(part: Float32Array, rule: PieceRule): number {
  let sum = 0;
  let high = -Infinity;
  for (const value of part) {
    const counted = value <= MASKED_BELOW ? 0 : value;
    sum += counted;
    if (!(counted <= high)) high = counted;
  }
  if (rule === 'max') return Number.isNaN(sum) ? NaN : high;
  return rule === 'mean' ? sum / part.length : sum;
}
