import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Mask } from '../../math/attention/mask.js';
import { maskRule } from '../../math/attention/mask-rule.js';
import { type AttentionShape, attentionShape } from '../../math/attention/shape.js';
import type { Weighting } from '../../math/attention/weighting.js';
import { badOption, requireAbove, requireWhole } from '../../math/option.js';
import { wrongOperand } from '../../tensor.js';
import type { AttentionAttributes, HeadLayout } from '../kernels/cpu/attention-plan.js';
import type { Named } from '../op.js';
import { biasInputs, type TensorBias } from './attention-bias.js';

/** `Score` of `core/math` with tensors as parameters, which can be learned. */
export type TensorScore =
  | { readonly kind: 'scaled-dot'; readonly scale?: number }
  | { readonly kind: 'dot' }
  | { readonly kind: 'cosine' }
  | { readonly kind: 'bilinear'; readonly weight: Tensor }
  | { readonly kind: 'additive'; readonly queryWeight: Tensor; readonly keyWeight: Tensor; readonly vector: Tensor };

export interface AttentionOptions {
  /** `scaled-dot` unless given. */
  readonly score?: TensorScore;
  /** Softmax at temperature 1 unless given. */
  readonly weighting?: Weighting;
  /** All keys unless given; several masks hold together. */
  readonly mask?: Mask | readonly Mask[];
  readonly bias?: TensorBias;
  /** Heads of the query, where query, key and value are [batch, tokens, heads × width]. */
  readonly heads?: number;
}

export interface AttentionPlan {
  readonly inputs: Named<Tensor>;
  readonly attrs: Omit<AttentionAttributes, 'weights'>;
}

/** A head of `tensor` [batch, tokens, heads × width] as if heads came first. */
function headsFirst(name: string, tensor: Tensor, heads: number): number[] {
  const [batch, tokens, width] = tensor.shape;
  if (tensor.rank !== 3)
    throw wrongOperand(name, tensor.shape, reason`with heads it must be [batch, tokens, heads × width]`);
  if (width % heads !== 0)
    throw wrongOperand(name, tensor.shape, reason`its width cannot be shared out to ${heads} heads`);
  return [batch, heads, tokens, width / heads];
}

export function planAttention(query: Tensor, key: Tensor, value: Tensor, options: AttentionOptions): AttentionPlan {
  const { heads, score } = options;
  const inputs = { query, key, value };
  if (heads === undefined) {
    if (query.rank !== 4)
      throw wrongOperand('The query', query.shape, reason`it must be [batch, heads, queries, width]`);
    return plan(attentionShape(query.shape, key.shape, value.shape), 'heads-first', inputs, options);
  }
  requireWhole('heads', heads, 1);
  const q = headsFirst('The query', query, heads);
  // Keys of as many heads as fit: those of a score that compares other widths have as many as the query.
  const sameWidth = score?.kind !== 'bilinear' && score?.kind !== 'additive';
  const keyHeads = sameWidth ? (key.shape.at(-1) ?? 0) / q[3] : heads;
  if (!Number.isSafeInteger(keyHeads) || keyHeads < 1) {
    throw wrongOperand('The key', key.shape, reason`its last axis must be a multiple of ${q[3]}, the width of a head`);
  }
  const shape = attentionShape(q, headsFirst('The key', key, keyHeads), headsFirst('The value', value, keyHeads));
  return plan(shape, 'heads-last', inputs, options);
}

export function planPacked(packed: Tensor, options: AttentionOptions & { readonly heads: number }): AttentionPlan {
  const { heads } = options;
  requireWhole('heads', heads, 1);
  const [batch, all, tokens, width] = headsFirst('The packed array', packed, 3 * heads);
  const one = [batch, all / 3, tokens, width];
  return plan(attentionShape(one, one, one), 'packed', { packed }, options);
}

function plan(
  shape: AttentionShape,
  layout: HeadLayout,
  arrays: Named<Tensor>,
  { score = { kind: 'scaled-dot' }, weighting = { kind: 'softmax' }, mask, bias }: AttentionOptions,
): AttentionPlan {
  const { batch, heads, keyHeads, queries, keys, width, keyWidth, valueWidth } = shape;
  const temperature = (weighting.kind === 'softmax' && weighting.temperature) || 1;
  requireAbove('temperature', temperature, 0);
  return {
    inputs: { ...arrays, ...scoreInputs(score, shape), ...(bias && biasInputs(bias, shape)) },
    attrs: {
      layout,
      batch,
      heads,
      keyHeads,
      queries,
      keys,
      width,
      keyWidth,
      valueWidth,
      score: score.kind,
      scale: score.kind === 'scaled-dot' ? (score.scale ?? 1 / Math.sqrt(width)) : 1,
      weighting: weighting.kind,
      temperature,
      rule: maskRule(mask, shape),
    },
  };
}

function scoreInputs(score: TensorScore, { width, keyWidth }: AttentionShape): Named<Tensor> {
  const require = (name: string, tensor: Tensor, ...shape: number[]) => {
    if (tensor.shape.join() !== shape.join())
      throw wrongOperand(name, tensor.shape, reason`it must be [${shape.join(', ')}]`);
  };
  if (score.kind === 'bilinear') {
    require('The weight', score.weight, width, keyWidth);
    return { scoreQuery: score.weight };
  }
  if (score.kind === 'additive') {
    const { queryWeight, keyWeight, vector } = score;
    require('The weight of the query', queryWeight, width, vector.size);
    require('The weight of the key', keyWeight, keyWidth, vector.size);
    require('The vector', vector, vector.size);
    return { scoreQuery: queryWeight, scoreKey: keyWeight, scoreVector: vector };
  }
  if (width !== keyWidth) throw badOption('score', score.kind, reason`keys are ${keyWidth} wide and queries ${width}`);
  return {};
}
