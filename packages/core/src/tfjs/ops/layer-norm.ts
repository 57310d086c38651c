import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { requireAbove } from '../../math/option.js';
import { wrongOperand } from '../../tensor.js';
import { layerNormOnCpu as cpu, layerNormGradientOnCpu as cpuGradient } from '../kernels/cpu/layer-norm.js';
import { type Op, run } from '../op.js';

export interface LayerNormAttributes {
  readonly epsilon: number;
}

export interface LayerNormOptions {
  /** Added to x first, of the same shape. */
  readonly residual?: Tensor;
  /** Added to the variance. 1e-5 unless given, as in PyTorch. */
  readonly epsilon?: number;
}

const gradientOp: Op<LayerNormAttributes> = { name: 'AttnLayerNormGradient', cpu: cpuGradient };

const op: Op<LayerNormAttributes> = {
  name: 'AttnLayerNorm',
  cpu,
  gradient({ inputs, upstream, attrs }) {
    const { x, residual, gain } = inputs;
    const [dx, dgain, dbias] = run(gradientOp, { x, residual, gain, upstream: upstream[0] }, attrs);
    // Its own tensor: tfjs disposes of a gradient once it is summed with another.
    return { x: dx, residual: () => dx.clone(), gain: dgain, bias: dbias };
  },
};

/**
 * gain × (u − mean u) / √(variance u + epsilon) + bias over the last axis of u = x + residual (Ba et al. 2016, 3.1): x
 * [..., width], gain and bias [width]. Throws `wrong-shape`, `bad-option`.
 */
export function layerNorm(x: Tensor, gain: Tensor, bias: Tensor, options: LayerNormOptions = {}): Tensor {
  const { residual, epsilon = 1e-5 } = options;
  const width = x.shape.at(-1);
  requireAbove('epsilon', epsilon, 0);
  for (const [name, tensor] of [['The gain', gain] as const, ['The bias', bias] as const]) {
    if (tensor.size !== width || tensor.rank !== 1)
      throw wrongOperand(name, tensor.shape, reason`it must be [${width}]`);
  }
  if (residual && residual.shape.join() !== x.shape.join()) {
    throw wrongOperand('The residual', residual.shape, reason`it must be as x, [${x.shape.join(', ')}]`);
  }
  return run(op, { x, residual, gain, bias }, { epsilon })[0];
}
