import type { Tensor } from '@tensorflow/tfjs-core';
import { attentionOnCpu as cpu, attentionGradientOnCpu as cpuGradient } from '../kernels/cpu/attention.js';
import type { AttentionAttributes } from '../kernels/cpu/attention-plan.js';
import { type Op, run } from '../op.js';
import { type AttentionOptions, planAttention, planPacked } from './attention-plan.js';

const gradientOp: Op<AttentionAttributes> = { name: 'AttnAttentionGradient', cpu: cpuGradient };

/** Inputs that something can be learned through, in the order in which the gradient kernel gives theirs. */
const learned = ['packed', 'query', 'key', 'value', 'scoreQuery', 'scoreKey', 'scoreVector', 'relative', 'bias'];

const op: Op<AttentionAttributes> = {
  name: 'AttnAttention',
  cpu,
  gradient({ inputs, upstream: [upstream, upstreamWeights], attrs }) {
    const gradients = run(gradientOp, { ...inputs, upstream, upstreamWeights }, attrs);
    const names = learned.filter((name) => name in inputs);
    return Object.fromEntries(names.map((name, i) => [name, gradients[i]]));
  },
};

export interface AttentionResult {
  readonly output: Tensor;
  /** [batch, heads, queries, keys] */
  readonly weights: Tensor;
}

/**
 * weighting(score(query, key) + bias, mask) × value, as `attention` of `core/math`, as one kernel forward and one backward
 * that never keep the matrix of scores. Query [batch, heads, queries, width], key [batch, key heads, keys, width], value
 * [batch, key heads, keys, value width]; or, with `heads`, [batch, tokens, heads × width] as projections give them, without
 * transposing. Key heads may be fewer, each shared by as many query heads. The output has the layout of the query.
 * Gradients of query, key, value, the parameters of a learned score and of a learned bias. Throws `wrong-shape`,
 * `bad-option`.
 */
export function attention(query: Tensor, key: Tensor, value: Tensor, options: AttentionOptions = {}): Tensor {
  const { inputs, attrs } = planAttention(query, key, value, options);
  return run(op, inputs, { ...attrs, weights: false })[0];
}

/** The same with the weights, which can be learned through too. */
export function attentionWithWeights(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: AttentionOptions = {},
): AttentionResult {
  const { inputs, attrs } = planAttention(query, key, value, options);
  const [output, weights] = run(op, inputs, { ...attrs, weights: true });
  return { output, weights };
}

/**
 * {@link attention} of queries, keys and values that lie side by side: packed [batch, tokens, 3 × heads × width], as
 * `in_proj` of `torch.nn.MultiheadAttention` gives them; output [batch, tokens, heads × width]. The gradient is one tensor too.
 */
export function packedAttention(packed: Tensor, options: AttentionOptions & { readonly heads: number }): Tensor {
  const { inputs, attrs } = planPacked(packed, options);
  return run(op, inputs, { ...attrs, weights: false })[0];
}

/** The same with the weights. */
export function packedAttentionWithWeights(
  packed: Tensor,
  options: AttentionOptions & { readonly heads: number },
): AttentionResult {
  const { inputs, attrs } = planPacked(packed, options);
  const [output, weights] = run(op, inputs, { ...attrs, weights: true });
  return { output, weights };
}
