import { type Dense, float64, rounded } from '../dense.js';
import { addTimes } from '../matrix-product.js';
import { BiasTerm } from './bias-term.js';
import { eachHead, headMatrix } from './each-head.js';
import { maskRule } from './mask-rule.js';
import { type ScoringOptions, scoreGrid } from './scores.js';
import { scoreFunction } from './scores/score-functions.js';
import { attentionShape, outputShape, scoresShape } from './shape.js';
import { rowWeighting, type WeighingOptions, weighGrid } from './weigh.js';

export interface AttentionOptions extends ScoringOptions, WeighingOptions {}

export interface Attention {
  /** Before mask and weighting, bias included: [.., queries, keys]. */
  readonly scores: Dense;
  /** [.., queries, keys] */
  readonly weights: Dense;
  /** [.., queries, value width] */
  readonly output: Dense;
}

/**
 * output = weighting(score(query, key) + bias, mask) × value (Vaswani et al. 2017, 3.2.1, for any score and weighting).
 * Query [.., queries, width], key [.., keys, width], value [.., keys, value width], where .. is nothing, heads, or batch and
 * heads; key and value may have fewer heads (see {@link attentionShape}). Sums are made in float64; the results are float32
 * where query, key and value are. A query that may attend to nothing has weights and output 0; what no query may attend to
 * may hold anything, NaN included. Throws `wrong-shape`, `bad-option`.
 */
export function attention(query: Dense, key: Dense, value: Dense, options: AttentionOptions = {}): Attention {
  const { score, weighting, mask, bias } = options;
  const shape = attentionShape(query.shape, key.shape, value.shape);
  const { batch, heads, queries, keys, valueWidth } = shape;
  const term = bias && new BiasTerm(bias, shape);
  const scores = scoreGrid(query, key, shape, scoreFunction(shape, score), term);
  const weights = weighGrid(scores, rowWeighting(weighting), maskRule(mask, shape), shape);
  const output = new Float64Array(batch * heads * queries * valueWidth);
  const v = float64(value);
  eachHead(shape, (_, __, at, keyAt) => {
    const valueOfHead = headMatrix(v, keyAt, keys * valueWidth);
    const outputOfHead = headMatrix(output, at, queries * valueWidth);
    addTimes(headMatrix(weights, at, queries * keys), valueOfHead, queries, keys, valueWidth, outputOfHead);
  });
  return {
    scores: rounded(scores, scoresShape(shape), query, key, value),
    weights: rounded(weights, scoresShape(shape), query, key, value),
    output: rounded(output, outputShape(shape), query, key, value),
  };
}
