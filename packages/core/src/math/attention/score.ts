import type { Dense } from '../dense.js';

export const scoreKinds = ['scaled-dot', 'dot', 'cosine', 'bilinear', 'additive'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

/**
 * How well a key answers a query, before weighting. All heads share the parameters of a learned score.
 * - `scaled-dot`: q·k × scale, 1/√width unless given (Vaswani et al. 2017, 3.2.1)
 * - `dot`: q·k (Luong et al. 2015, 3.1)
 * - `cosine`: q·k / (‖q‖‖k‖), 0 where either is 0 (Graves et al. 2014, 3.3.1)
 * - `bilinear`: qᵀ W k, W [query width, key width] (Luong et al. 2015, 3.1, "general")
 * - `additive`: v·tanh(q Wq + k Wk), Wq [query width, hidden], Wk [key width, hidden], v [hidden] (Bahdanau et al. 2015, A.1.2)
 */
export type Score =
  | { readonly kind: 'scaled-dot'; readonly scale?: number }
  | { readonly kind: 'dot' }
  | { readonly kind: 'cosine' }
  | { readonly kind: 'bilinear'; readonly weight: Dense }
  | { readonly kind: 'additive'; readonly queryWeight: Dense; readonly keyWeight: Dense; readonly vector: Dense };
