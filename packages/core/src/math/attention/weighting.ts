export const weightingKinds = ['softmax', 'sparsemax', 'hard'] as const;
export type WeightingKind = (typeof weightingKinds)[number];

/**
 * How the scores of a row become weights that sum to 1.
 * - `softmax`: exp(score / temperature), normalised; temperature above 0, 1 unless given (Hinton et al. 2015, 2)
 * - `sparsemax`: the nearest point of the simplex, exact zeros included (Martins & Astudillo 2016, algorithm 1)
 * - `hard`: 1 for the highest score, the first of equals
 */
export type Weighting =
  | { readonly kind: 'softmax'; readonly temperature?: number }
  | { readonly kind: 'sparsemax' }
  | { readonly kind: 'hard' };

/** One weighting, row by row. Rows lie in longer arrays, `keys` values from `start` on. */
export interface RowWeighting {
  /**
   * Writes the weights of one row of scores into an array of zeros. Cells that are not allowed, and scores that are a mask's
   * fill (−Infinity, float32's lowest), are left as they are, at weight 0.
   */
  weigh(scores: Float64Array, start: number, allowed: Uint8Array, weights: Float64Array): void;
  /** Turns the gradient of the weights of one row, in place, into the gradient of its scores. Where the weight is 0 it is 0. */
  pullBack(weights: Float64Array, start: number, keys: number, gradient: Float64Array): void;
}
