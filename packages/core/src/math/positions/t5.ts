import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { requireAbove, requireWhole } from '../option.js';

export interface T5Options {
  /** From this distance on all positions share the last bucket. 128 unless given. */
  readonly maxDistance?: number;
  /** Whether keys after the query have half of the buckets for themselves; else they all fall into bucket 0. True unless given. */
  readonly bidirectional?: boolean;
}

export interface T5BucketOptions extends T5Options {
  /** Number of buckets, of both directions together. 32 unless given; at least 4, or 2 where not bidirectional. */
  readonly buckets?: number;
}

/**
 * Bucket of a relative position, key − query: half of a direction's buckets hold one distance each, the others ever wider
 * ranges, logarithmically (Raffel et al. 2020, 2.1, and `_relative_position_bucket` of its code). Throws `bad-option`.
 */
export function t5Bucket(relative: number, options: T5BucketOptions = {}): number {
  const { buckets = 32, maxDistance = 128, bidirectional = true } = options;
  requireWhole('relative', relative);
  requireWhole('buckets', buckets, bidirectional ? 4 : 2);
  const count = bidirectional ? Math.floor(buckets / 2) : buckets;
  const exact = Math.floor(count / 2);
  requireAbove('maxDistance', maxDistance, exact);
  const first = bidirectional && relative > 0 ? count : 0;
  const distance = bidirectional ? Math.abs(relative) : Math.max(0, -relative);
  if (distance < exact) return first + distance;
  const wide = Math.floor((Math.log(distance / exact) / Math.log(maxDistance / exact)) * (count - exact));
  return first + Math.min(exact + wide, count - 1);
}

/**
 * T5's bias of the scores, `table[bucket of key − query, head]`: [heads, queries, keys] of a table [buckets, heads].
 * The last query stands at the last key. Throws `wrong-shape`, `bad-option`.
 */
export function t5Bias(table: Dense, queries: number, keys: number, options: T5Options = {}): Dense<Float32Array> {
  if (table.shape.length !== 2) throw wrongOperand('The table', table.shape, reason`it must be [buckets, heads]`);
  requireWhole('queries', queries, 1);
  requireWhole('keys', keys, 1);
  const [buckets, heads] = table.shape;
  const first = 1 - keys;
  const bucketOf = Int32Array.from({ length: queries + keys - 1 }, (_, i) =>
    t5Bucket(first + i, { ...options, buckets }),
  );
  const values = new Float32Array(heads * queries * keys);
  for (let head = 0, at = 0; head < heads; head++) {
    for (let query = 0; query < queries; query++) {
      const position = query + keys - queries;
      for (let key = 0; key < keys; key++) values[at++] = table.values[bucketOf[key - position - first] * heads + head];
    }
  }
  return dense(values, [heads, queries, keys]);
}
