import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, float64, rounded } from '../dense.js';
import { addTimesTransposed, addTransposedTimes } from '../matrix-product.js';
import type { AttentionOptions } from './attention.js';
import { BiasTerm } from './bias-term.js';
import { eachHead, headMatrix } from './each-head.js';
import { maskRule } from './mask-rule.js';
import { scoreGrid } from './scores.js';
import type { ScoreGradients } from './scores/score-function.js';
import { scoreFunction } from './scores/score-functions.js';
import { attentionShape, outputShape } from './shape.js';
import { rowWeighting, weighGrid } from './weigh.js';

/** Gradients, each in the shape, and float32 or float64, of what it is the gradient of. */
export interface AttentionGradients {
  readonly query: Dense;
  readonly key: Dense;
  readonly value: Dense;
  readonly score: ScoreGradients;
  /** Gradient of a `t5` table or the values of an `array`; absent for other biases. */
  readonly bias?: Dense;
}

/**
 * Gradients of Σ output × upstream of {@link attention} with the same arguments, upstream in the shape of the output.
 * Softmax: s' = w (w' − Σ w w') / temperature. Sparsemax: s' = w' − mean of w' over the support (Martins & Astudillo 2016,
 * 2.3). Hard: scores, and with them query, key, score and bias, have gradient 0. So has all that is masked. Throws
 * `wrong-shape`, `bad-option`.
 */
export function attentionGradients(
  query: Dense,
  key: Dense,
  value: Dense,
  upstream: Dense,
  options: AttentionOptions = {},
): AttentionGradients {
  const shape = attentionShape(query.shape, key.shape, value.shape);
  const { queries, keys, width, keyWidth, valueWidth } = shape;
  const needed = outputShape(shape).join(', ');
  if (upstream.shape.join(', ') !== needed) {
    throw wrongOperand('The upstream gradient', upstream.shape, reason`the output has shape [${needed}]`);
  }
  const score = scoreFunction(shape, options.score);
  const weighting = rowWeighting(options.weighting);
  const bias = options.bias && new BiasTerm(options.bias, shape);
  const scores = scoreGrid(query, key, shape, score, bias);
  const weights = weighGrid(scores, weighting, maskRule(options.mask, shape), shape);

  const [q, k, v, outputGradient] = [query, key, value, upstream].map(float64);
  const [qGradient, kGradient, vGradient] = [q, k, v].map((values) => new Float64Array(values.length));
  // First that of the weights, then, in the same memory, that of the scores.
  const gradient = new Float64Array(scores.length);
  eachHead(shape, (_, __, at, keyAt) => {
    const ofHead = headMatrix(gradient, at, queries * keys);
    const weightsOfHead = headMatrix(weights, at, queries * keys);
    const outputOfHead = headMatrix(outputGradient, at, queries * valueWidth);
    const valueSize = keys * valueWidth;
    addTimesTransposed(outputOfHead, headMatrix(v, keyAt, valueSize), queries, valueWidth, keys, ofHead);
    addTransposedTimes(weightsOfHead, outputOfHead, queries, keys, valueWidth, headMatrix(vGradient, keyAt, valueSize));
    for (let i = 0; i < queries; i++) weighting.pullBack(weightsOfHead, i * keys, keys, ofHead);
    score.pullBack(
      headMatrix(q, at, queries * width),
      headMatrix(k, keyAt, keys * keyWidth),
      ofHead,
      headMatrix(qGradient, at, queries * width),
      headMatrix(kGradient, keyAt, keys * keyWidth),
    );
  });
  return {
    query: rounded(qGradient, query.shape, query),
    key: rounded(kGradient, key.shape, key),
    value: rounded(vGradient, value.shape, value),
    score: score.parameterGradients(),
    bias: bias?.gradient(gradient),
  };
}
