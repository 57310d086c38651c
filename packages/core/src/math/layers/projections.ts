import { reason } from '../../errors.js';
import { type Shape, wrongShape } from '../../tensor.js';
import { type Dense, dense, type FloatArray } from '../dense.js';
import { badOption } from '../option.js';
import type { LinearParameters } from './linear.js';

/**
 * Parameters by the names of the state dict of `torch.nn.MultiheadAttention`. The rows of `in_proj_weight` are those of query,
 * key and value one after another; where widths differ there are three weights instead, and still one `in_proj_bias`.
 * With fewer key heads than heads, the rows of key and value are fewer.
 */
export interface MultiHeadParameters {
  /** [(heads + 2 × key heads) × head width, width] */
  readonly in_proj_weight?: Dense;
  /** [heads × head width, query width] */
  readonly q_proj_weight?: Dense;
  /** [key heads × head width, key width] */
  readonly k_proj_weight?: Dense;
  /** [key heads × head width, value width] */
  readonly v_proj_weight?: Dense;
  /** [(heads + 2 × key heads) × head width]; 0 unless given. */
  readonly in_proj_bias?: Dense;
  /** [out, heads × head width] */
  readonly 'out_proj.weight': Dense;
  /** [out]; 0 unless given. */
  readonly 'out_proj.bias'?: Dense;
  /** Biases of `add_bias_kv`, refused: a key that belongs to no position has no place under a mask. */
  readonly bias_k?: Dense | null;
  readonly bias_v?: Dense | null;
}

export interface Projections {
  readonly query: LinearParameters;
  readonly key: LinearParameters;
  readonly value: LinearParameters;
  readonly output: LinearParameters;
}

/** The four linear layers of a state dict. Throws `wrong-shape`, `bad-option`. */
export function projectionsOf(parameters: MultiHeadParameters, heads: number, keyHeads: number): Projections {
  if (parameters.bias_k || parameters.bias_v) {
    throw badOption('bias_k', 'given', reason`layers with add_bias_kv are not supported`);
  }
  const weights = weightsOf(parameters, heads, keyHeads);
  const { in_proj_bias: bias } = parameters;
  const [queryRows, keyRows, valueRows] = weights.map((weight) => weight.shape[0]);
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== queryRows + keyRows + valueRows)) {
    throw wrongShape('in_proj_bias', bias.shape, reason`[${queryRows + keyRows + valueRows}] is needed`);
  }
  const starts = [0, queryRows, queryRows + keyRows];
  const [query, key, value] = weights.map((weight, at) => ({
    weight,
    bias: bias && rowsOf(bias, starts[at], weight.shape[0]),
  }));
  const output = { weight: parameters['out_proj.weight'], bias: parameters['out_proj.bias'] };
  return { query, key, value, output };
}

function weightsOf(parameters: MultiHeadParameters, heads: number, keyHeads: number): Dense[] {
  const { in_proj_weight: joined, q_proj_weight: q, k_proj_weight: k, v_proj_weight: v } = parameters;
  if (joined) {
    const { shape } = joined;
    const headWidth = shape[0] / (heads + 2 * keyHeads);
    if (shape.length !== 2 || !Number.isInteger(headWidth)) {
      throw wrongShape('in_proj_weight', shape, reason`its rows must be ${heads} + 2 × ${keyHeads} heads of one width`);
    }
    const keyRows = keyHeads * headWidth;
    const queryRows = heads * headWidth;
    return [
      rowsOf(joined, 0, queryRows),
      rowsOf(joined, queryRows, keyRows),
      rowsOf(joined, queryRows + keyRows, keyRows),
    ];
  }
  if (!q || !k || !v) {
    const names = Object.keys(parameters).join(', ') || 'nothing';
    throw badOption(
      'parameters',
      names,
      reason`in_proj_weight is needed, or q_proj_weight, k_proj_weight and v_proj_weight`,
    );
  }
  requireHeads('q_proj_weight', q.shape, heads);
  requireHeads('k_proj_weight', k.shape, keyHeads);
  requireHeads('v_proj_weight', v.shape, keyHeads);
  return [q, k, v];
}

function requireHeads(name: string, shape: Shape, heads: number): void {
  if (shape.length === 2 && shape[0] % heads === 0) return;
  throw wrongShape(name, shape, reason`its rows must be ${heads} heads of one width`);
}

/** Rows of an array, or parts of a vector: not a copy. */
function rowsOf(array: Dense, start: number, count: number): Dense {
  const [, ...rest] = array.shape;
  const size = array.values.length / array.shape[0];
  return dense<FloatArray>(array.values.subarray(start * size, (start + count) * size), [count, ...rest]);
}
