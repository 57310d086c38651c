import type { Dense } from '../dense.js';

export const maskKinds = ['none', 'causal', 'padding', 'window', 'window-global', 'block', 'array'] as const;
export type MaskKind = (typeof maskKinds)[number];

/**
 * Which keys a query may attend to. Positions of queries count from `keys − queries`, so that the last query stands at the
 * last key; with as many queries as keys they are their indices.
 * - `causal`: keys up to the query's position
 * - `padding`: the first `lengths[batch item]` keys
 * - `window`: keys at most `size` positions away, on either side (Beltagy et al. 2020, 3.1)
 * - `window-global`: those, and the first `globals` keys are attended from everywhere and the first `globals` queries attend
 *   everywhere (the same, "global attention")
 * - `block`: keys whose position lies in the same run of `size` positions (Child et al. 2019, 4; block-local)
 * - `array`: where `allowed` is not 0; [queries, keys] or [1 or batch, 1 or heads, queries, keys]
 */
export type Mask =
  | { readonly kind: 'none' }
  | { readonly kind: 'causal' }
  | { readonly kind: 'padding'; readonly lengths: ArrayLike<number> }
  | { readonly kind: 'window'; readonly size: number }
  | { readonly kind: 'window-global'; readonly size: number; readonly globals: number }
  | { readonly kind: 'block'; readonly size: number }
  | { readonly kind: 'array'; readonly allowed: Dense<Uint8Array> };

/**
 * All masks of a call as one rule, the same in every engine. With p = query + keys − queries, a key may be attended where
 * `(!causal || key ≤ p) && (|key − p| ≤ window || key < globals || query < globals) && (block = 0 || ⌊key / block⌋ = ⌊p / block⌋)
 * && key < lengths[batch] && allowed[batch, head, query, key]`.
 */
export interface MaskRule {
  readonly causal: boolean;
  /** Infinity where any distance will do. */
  readonly window: number;
  readonly globals: number;
  /** 0 where there are no blocks. */
  readonly block: number;
  /** One for each batch item; null where all keys count. */
  readonly lengths: Int32Array | null;
  /** [1 or batch, 1 or heads, queries, keys]; null where there is none. */
  readonly allowed: Dense<Uint8Array> | null;
}
