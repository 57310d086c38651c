import type { AttentionOptions } from '../../math/attention/attention.js';
import type { MaskRule } from '../../math/attention/mask.js';
import { maskRule } from '../../math/attention/mask-rule.js';
import type { Score } from '../../math/attention/score.js';
import { scoreFunction } from '../../math/attention/scores/score-functions.js';
import { type AttentionShape, attentionShape } from '../../math/attention/shape.js';
import { rowWeighting } from '../../math/attention/weigh.js';
import type { Dense } from '../../math/dense.js';
import type { Stage } from '../stage.js';

/** Source of weights: query and key, or scores [.., queries, keys] that were computed elsewhere. */
export type WeightsInput = { readonly query: Dense; readonly key: Dense } | { readonly scores: Dense };

export interface GLOptions extends AttentionOptions {
  /** Bytes of textures to work in; 64 MB unless given. With little, heads and queries are computed in more and smaller turns. */
  readonly memory?: number;
  /** Computes in float16 as devices must that cannot write float32: 11 significant bits, scores up to 65000. */
  readonly half?: boolean;
  /** Whose context computes: the page's unless given. */
  readonly stage?: Stage;
}

const DEFAULT_MEMORY = 64 * 2 ** 20;

/** Scores of a block: more made nothing faster. */
export const BLOCK_BYTES = 4 * 2 ** 20;

/** Bytes for the operands that are loaded together, and for the scores of one block, of so many in all. */
export const shares = (memory = DEFAULT_MEMORY) => ({ operands: memory / 2, block: Math.min(memory / 4, BLOCK_BYTES) });

/** A call's lengths and mask. */
export interface CheckedCall {
  readonly shape: AttentionShape;
  readonly rule: MaskRule;
  readonly score: Score;
}

/** Checks a call as core/math does, so that a wrong one fails alike on every engine. */
export function checkCall(input: WeightsInput, options: AttentionOptions, value?: Dense): CheckedCall {
  const { score = { kind: 'scaled-dot' }, weighting, mask } = options;
  const given = 'scores' in input;
  const shape = given ? shapeOfScores(input.scores) : attentionShape(input.query.shape, input.key.shape, value?.shape);
  if (!given) scoreFunction(shape, score);
  rowWeighting(weighting);
  return { shape, rule: maskRule(mask, shape), score };
}

/** Scores as a query whose columns are the keys. */
function shapeOfScores({ shape }: Dense): AttentionShape {
  const keys = [...shape];
  keys[keys.length - 2] = shape[shape.length - 1];
  return attentionShape(shape, keys);
}
