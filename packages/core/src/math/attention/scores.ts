import { type Dense, float64, rounded } from '../dense.js';
import type { Bias } from './bias.js';
import { BiasTerm } from './bias-term.js';
import { eachHead, headMatrix } from './each-head.js';
import type { Score } from './score.js';
import type { ScoreFunction } from './scores/score-function.js';
import { scoreFunction } from './scores/score-functions.js';
import { type AttentionShape, attentionShape, scoresShape } from './shape.js';

export interface ScoringOptions {
  /** Scaled dot product unless given. */
  readonly score?: Score;
  /** None unless given. */
  readonly bias?: Bias;
}

/**
 * Scores of every query for every key, bias included, before mask and weighting. Query [queries, width], with heads and batch
 * before them where there are any, key likewise; scores [queries, keys] with the same axes before them. Throws `wrong-shape`,
 * `bad-option`.
 */
export function attentionScores(query: Dense, key: Dense, { score, bias }: ScoringOptions = {}): Dense {
  const shape = attentionShape(query.shape, key.shape);
  const term = bias && new BiasTerm(bias, shape);
  return rounded(scoreGrid(query, key, shape, scoreFunction(shape, score), term), scoresShape(shape), query, key);
}

/** Scores [batch, heads, queries, keys]. */
export function scoreGrid(
  query: Dense,
  key: Dense,
  shape: AttentionShape,
  score: ScoreFunction,
  bias: BiasTerm | undefined,
): Float64Array {
  const { batch, heads, queries, keys } = shape;
  const scores = new Float64Array(batch * heads * queries * keys);
  const [q, k] = [float64(query), float64(key)];
  eachHead(shape, (item, head, at, keyAt) => {
    const ofHead = headMatrix(scores, at, queries * keys);
    score.score(headMatrix(q, at, queries * shape.width), headMatrix(k, keyAt, keys * shape.keyWidth), ofHead);
    if (bias) for (let i = 0; i < queries; i++) bias.addRow(item, head, i, ofHead, i * keys);
  });
  return scores;
}
