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
