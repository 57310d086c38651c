import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GeluForm } from '../../math/layers/gelu.js';
import { wrongOperand, wrongShape } from '../../tensor.js';
import { geluOnCpu, geluGradientOnCpu } from '../kernels/cpu/gelu.js';
import { linearOnCpu as cpu, linearGradientOnCpu as cpuGradient } from '../kernels/cpu/linear.js';
import type { Activation } from '../cpu-runtime/cpu-runtime.js';
import { type Op, run } from '../op.js';

export interface LinearAttributes {
  readonly activation: 'none' | 'softmax' | Activation;
}

export interface GeluAttributes {
  readonly form: GeluForm;
}

export interface LinearOptions {
  /**
   * Over the last axis for `softmax`; `gelu` is the exact one, by the error function, `gelu-tanh` GPT-2's approximation of it.
   * `none` unless given.
   */
  readonly activation?: 'none' | 'relu' | 'gelu' | 'gelu-tanh' | 'tanh' | 'sigmoid' | 'softmax';
}

const gradientOp: Op<LinearAttributes> = { name: 'AttnLinearGradient', cpu: cpuGradient };

const op: Op<LinearAttributes> = {
  name: 'AttnLinear',
  cpu,
  keeps: [true],
  gradient({ inputs, kept, upstream, attrs }) {
    const { x, weight } = inputs;
    const [dx, dw, db] = run(gradientOp, { x, weight, y: kept[0], upstream: upstream[0] }, attrs);
    return { x: dx, weight: dw, bias: db };
  },
};

const geluGradientOp: Op<GeluAttributes> = { name: 'AttnGeluGradient', cpu: geluGradientOnCpu };

const geluOp: Op<GeluAttributes> = {
  name: 'AttnGelu',
  cpu: geluOnCpu,
  gradient: ({ inputs, upstream, attrs }) => ({
    x: () => run(geluGradientOp, { x: inputs.x, upstream: upstream[0] }, attrs)[0],
  }),
};

/**
 * activation(x Wᵀ + b), as `torch.nn.Linear`: x [..., inputs], weight [outputs, inputs], bias [outputs]; gives
 * [..., outputs]. One kernel forward and one backward; one more of each for the forms of `gelu`, whose gradients need what they were given.
 * Throws `wrong-shape`.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor, { activation = 'none' }: LinearOptions = {}): Tensor {
  const [outputs, inputs] = weight.shape;
  if (weight.rank !== 2) throw wrongOperand('The weight', weight.shape, reason`it must be [outputs, inputs]`);
  if (x.shape.at(-1) !== inputs)
    throw wrongShape('x', x.shape, reason`its last axis must be ${inputs}, as of the weight`);
  if (bias && (bias.rank !== 1 || bias.size !== outputs)) {
    throw wrongOperand('The bias', bias.shape, reason`it must be [${outputs}]`);
  }
  if (activation !== 'gelu' && activation !== 'gelu-tanh') return run(op, { x, weight, bias }, { activation })[0];
  const [inner] = run(op, { x, weight, bias }, { activation: 'none' });
  return run(geluOp, { x: inner }, { form: activation === 'gelu' ? 'erf' : 'tanh' })[0];
}
