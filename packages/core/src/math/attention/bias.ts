import type { Dense } from '../dense.js';

export const biasKinds = ['alibi', 't5', 'array'] as const;
export type BiasKind = (typeof biasKinds)[number];

/**
 * Bias of a score by where query and key stand. Positions of queries count from `keys − queries`, so that
 * the last query stands at the last key.
 * - `alibi`: −slope × |query − key|, a slope each head (Press et al. 2022, 3)
 * - `t5`: table[bucket of key − query, head], table [buckets, heads] (Raffel et al. 2020, 2.1); both directions share the
 *   buckets unless `bidirectional` is false; distances from `maxDistance` (128) on share the last
 * - `array`: any numbers, [queries, keys] or [1 or batch, 1 or heads, queries, keys]
 */
export type Bias =
  | { readonly kind: 'alibi'; readonly slopes: ArrayLike<number> }
  | { readonly kind: 't5'; readonly table: Dense; readonly bidirectional?: boolean; readonly maxDistance?: number }
  | { readonly kind: 'array'; readonly values: Dense };
