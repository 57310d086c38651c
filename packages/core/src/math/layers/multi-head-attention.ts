import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type AttentionOptions, attention } from '../attention/attention.js';
import { type Dense, exact, rounded } from '../dense.js';
import { requireWhole } from '../option.js';
import { type LinearParameters, linear } from './linear.js';
import { type MultiHeadParameters, projectionsOf } from './projections.js';
import { joinHeads, splitHeads } from './split-heads.js';

export interface MultiHeadOptions extends AttentionOptions {
  readonly heads: number;
  /** Heads of key and value, each shared by as many query heads; `heads` unless given. */
  readonly keyHeads?: number;
}

export interface MultiHeadAttention {
  /** [.., queries, out] */
  readonly output: Dense;
  /** Weights of each head: [.., heads, queries, keys]. */
  readonly weights: Dense;
  /** Scores before mask and weighting: [.., heads, queries, keys]. */
  readonly scores: Dense;
}

/**
 * output = concat over heads of attention(Q Wqᵀ + bq, K Wkᵀ + bk, V Wvᵀ + bv), Woᵀ + bo (Vaswani et al. 2017, 3.2.2); the same
 * array three times is self-attention, key and value of another sequence cross-attention. Query [.., queries, width], key
 * [.., keys, key width], value [.., keys, value width], where .. is nothing or batch. Parameters are read from a state dict of
 * `torch.nn.MultiheadAttention` as it is. Float32 where query, key and value are; between the steps nothing is rounded.
 * Throws `wrong-shape`, `bad-option`.
 */
export function multiHeadAttention(
  query: Dense,
  key: Dense,
  value: Dense,
  parameters: MultiHeadParameters,
  options: MultiHeadOptions,
): MultiHeadAttention {
  const { heads, keyHeads = heads } = options;
  requireWhole('heads', heads, 1);
  requireWhole('keyHeads', keyHeads, 1);
  if (query.shape.length !== 2 && query.shape.length !== 3) {
    throw wrongOperand('The query', query.shape, reason`[queries, width] or [batch, queries, width] is needed`);
  }
  const projections = projectionsOf(parameters, heads, keyHeads);
  const project = (input: Dense, layer: LinearParameters, count: number) =>
    splitHeads(exact(linear(exact(input), layer)), count);
  const {
    output: ofHeads,
    weights,
    scores,
  } = attention(
    project(query, projections.query, heads),
    project(key, projections.key, keyHeads),
    project(value, projections.value, keyHeads),
    options,
  );
  const output = linear(joinHeads(exact(ofHeads)), projections.output);
  const made = (array: Dense) => rounded(exact(array).values, array.shape, query, key, value);
  return { output: made(output), weights: made(weights), scores: made(scores) };
}
