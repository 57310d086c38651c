import { reason } from '../../errors.js';
import { reshape, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type AttentionGrid, requireGrid } from '../../math/attention/grid.js';
import { badOption } from '../../math/option.js';
import { t5Bucket } from '../../math/positions/t5.js';
import { wrongOperand } from '../../tensor.js';
import type { Named } from '../op.js';
import { embedding } from './embedding.js';

/** `Bias` of `core/math` with tensors in place of arrays, which can be learned. */
export type TensorBias =
  | { readonly kind: 'alibi'; readonly slopes: ArrayLike<number> }
  | { readonly kind: 't5'; readonly table: Tensor; readonly bidirectional?: boolean; readonly maxDistance?: number }
  | { readonly kind: 'array'; readonly values: Tensor };

/**
 * A bias as the kernels take it: `relative` [queries + keys − 1, heads], by the distance key − query, from 1 − keys up, where
 * nothing else counts, or `bias` [1 or batch, 1 or heads, queries, keys].
 */
export function biasInputs(bias: TensorBias, grid: AttentionGrid): Named<Tensor> {
  const { heads, queries, keys } = grid;
  const distances = Int32Array.from({ length: queries + keys - 1 }, (_, i) => i + 1 - keys);
  if (bias.kind === 'array') {
    const { values } = bias;
    requireGrid('The bias', values.shape, grid);
    return { bias: values.rank === 4 ? values : reshape(values, [1, 1, queries, keys]) };
  }
  if (bias.kind === 'alibi') {
    const slopes = Array.from(bias.slopes);
    if (slopes.length !== heads)
      throw badOption('bias slopes', `[${slopes}]`, reason`one for each of ${heads} heads is needed`);
    const values = new Float32Array(distances.length * heads);
    for (let i = 0; i < values.length; i++) values[i] = -slopes[i % heads] * Math.abs(distances[Math.floor(i / heads)]);
    return { relative: tensor(values, [distances.length, heads]) };
  }
  const { table, bidirectional, maxDistance } = bias;
  if (table.rank !== 2 || table.shape[1] !== heads) {
    throw wrongOperand('The bias table', table.shape, reason`it must be [buckets, ${heads}]`);
  }
  const options = { buckets: table.shape[0], bidirectional, maxDistance };
  const buckets = distances.map((distance) => t5Bucket(distance, options));
  return { relative: embedding(tensor(buckets, [buckets.length], 'int32'), table) };
}
