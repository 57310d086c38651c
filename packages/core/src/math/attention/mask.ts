import type { Dense } from '../dense.js';

export const maskKinds = [
  'none',
  'causal',
  'padding',
  'window',
  'window-global',
  'block',
  'prefix',
  'documents',
  'dilated',
  'strided',
  'random',
  'array',
] as const;
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
 * - `prefix`: keys up to the query's position, and the first `size` keys from everywhere (Raffel et al. 2020, 3.2.1, "prefix LM")
 * - `documents`: keys of the same document, of several packed one after the other; `lengths` are theirs, and what follows them is one more
 *   (Raffel et al. 2020, 2.2; Krell et al. 2021, 3.2.2)
 * - `dilated`: keys whose distance is a multiple of `gap`, at most `size` of these away on either side (Beltagy et al. 2020, 3.1)
 * - `strided`: keys up to the query's position that are at most `stride` away, or a multiple of it (Child et al. 2019, 4.2)
 * - `random`: `count` keys of each query, drawn with `seed`, beside those at most `size` positions away, and the first `globals`
 *   (Zaheer et al. 2020, 2); without a `size` no others
 * - `array`: where `allowed` is not 0; [queries, keys] or [1 or batch, 1 or heads, queries, keys]
 */
export type Mask =
  | { readonly kind: 'none' }
  | { readonly kind: 'causal' }
  | { readonly kind: 'padding'; readonly lengths: ArrayLike<number> }
  | { readonly kind: 'window'; readonly size: number }
  | { readonly kind: 'window-global'; readonly size: number; readonly globals: number }
  | { readonly kind: 'block'; readonly size: number }
  | { readonly kind: 'prefix'; readonly size: number }
  | { readonly kind: 'documents'; readonly lengths: readonly number[] }
  | { readonly kind: 'dilated'; readonly size: number; readonly gap: number }
  | { readonly kind: 'strided'; readonly stride: number }
  | {
      readonly kind: 'random';
      readonly count: number;
      readonly seed: number;
      readonly size: number | null;
      readonly globals: number;
    }
  | { readonly kind: 'array'; readonly allowed: Dense<Uint8Array> };

/** Masks by a pattern, which the rule below has no words for: they become its `allowed`. */
export type PatternMask = Extract<Mask, { kind: 'prefix' | 'documents' | 'dilated' | 'strided' | 'random' }>;

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
