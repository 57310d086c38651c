import type { Dense } from '../../dense.js';

/** Gradients of what a score learns, each in the shape of its parameter; those that the score does not have are absent. */
export interface ScoreGradients {
  /** Weight of `bilinear`. */
  readonly weight?: Dense;
  /** Weights and vector of `additive`. */
  readonly queryWeight?: Dense;
  readonly keyWeight?: Dense;
  readonly vector?: Dense;
}

/** One score, head by head: query [queries, width], key [keys, key width], scores [queries, keys]. */
export interface ScoreFunction {
  /** Writes the scores of one head into zeros. */
  score(query: Float64Array, key: Float64Array, scores: Float64Array): void;
  /**
   * Adds to the gradients of one head's query and key, and sums up those of the parameters. Cells whose gradient is 0 take
   * no part: what is masked may be NaN.
   */
  pullBack(
    query: Float64Array,
    key: Float64Array,
    gradient: Float64Array,
    queryGradient: Float64Array,
    keyGradient: Float64Array,
  ): void;
  /** Gradients of the parameters, over all heads that were pulled back. */
  parameterGradients(): ScoreGradients;
}
