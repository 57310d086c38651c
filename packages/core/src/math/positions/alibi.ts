import { type Dense, dense } from '../dense.js';
import { requireWhole } from '../option.js';

/**
 * A slope each head: for n heads, n a power of two, 2^(−8/n), 2^(−16/n), …, 2^(−8); for any other number the slopes of the
 * next lower power of two, then every second one of the next higher (Press et al. 2022, 3, and `get_slopes` of its code).
 * Throws `bad-option`.
 */
export function alibiSlopes(heads: number): Dense<Float64Array> {
  requireWhole('heads', heads, 1);
  const lower = 2 ** Math.floor(Math.log2(heads));
  const slope = (head: number) =>
    head < lower ? 2 ** ((-8 * (head + 1)) / lower) : 2 ** ((-8 * (2 * (head - lower) + 1)) / (2 * lower));
  return dense(
    Float64Array.from({ length: heads }, (_, head) => slope(head)),
    [heads],
  );
}

/**
 * ALiBi's bias of the scores, −slope × |query − key|: [heads, queries, keys]. The last query stands at the last key.
 * Throws `bad-option`.
 */
export function alibiBias(slopes: ArrayLike<number>, queries: number, keys: number): Dense<Float32Array> {
  requireWhole('queries', queries, 1);
  requireWhole('keys', keys, 1);
  const values = new Float32Array(slopes.length * queries * keys);
  for (let head = 0, at = 0; head < slopes.length; head++) {
    for (let query = 0; query < queries; query++) {
      const position = query + keys - queries;
      for (let key = 0; key < keys; key++) values[at++] = slopes[head] * Math.min(position - key, key - position);
    }
  }
  return dense(values, [slopes.length, queries, keys]);
}
