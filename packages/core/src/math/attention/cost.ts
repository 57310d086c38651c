/** Sizes of self-attention that its cost depends on. */
export interface AttentionSizes {
  readonly layers: number;
  readonly heads: number;
  /** Queries and keys of a sequence; the same of self-attention. */
  readonly queries: number;
  readonly keys: number;
  /** Width of the model, of all heads together: d. */
  readonly width: number;
}

/** Cost of one sequence in one forward pass. */
export interface AttentionCost {
  /** Scores, and as many weights: queries × keys × heads × layers. */
  readonly scores: number;
  /** Bytes of the weights in float32. */
  readonly bytes: number;
  /** Floating-point operations, a multiplication and an addition as two, of Q·Kᵀ and of the weighted sum: 4 · n² · d a layer. */
  readonly flops: number;
  /** The same of the projections to queries, keys and values and of the output: 8 · n · d² a layer where there are as many keys as queries. */
  readonly projections: number;
}

/**
 * Cost of multi-head attention: n² · d a layer, whatever the number of heads, as each has width d / heads (Vaswani et al. 2017, Table 1
 * and 3.2.2), and the projections beside it, n · d².
 */
export function attentionCost({ layers, heads, queries, keys, width }: AttentionSizes): AttentionCost {
  const scores = layers * heads * queries * keys;
  return {
    scores,
    bytes: 4 * scores,
    flops: 4 * layers * queries * keys * width,
    // Of the queries their own and that of the output, of the keys theirs and that of the values.
    projections: 4 * layers * (queries + keys) * width ** 2,
  };
}
