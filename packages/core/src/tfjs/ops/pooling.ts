import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { wrongOperand, wrongShape } from '../../tensor.js';
import { poolingOnCpu as cpu, poolingGradientOnCpu as cpuGradient } from '../kernels/cpu/pooling.js';
import { type Op, run } from '../op.js';

export interface PoolingParameters {
  /** [hidden, width] with a context, [1, width] without. */
  readonly weight: Tensor;
  /** [hidden], or [1]. */
  readonly bias?: Tensor;
  /** Context vector, with which hidden vectors are compared: [hidden] or [1, hidden]. */
  readonly context?: Tensor;
  /** Mask of the positions that count, int32 or bool [..., positions]; all unless given. */
  readonly mask?: Tensor;
}

const gradientOp: Op = { name: 'AttnPoolingGradient', cpu: cpuGradient };

const op: Op = {
  name: 'AttnPooling',
  cpu,
  gradient({ inputs, upstream: [upstream, upstreamWeights] }) {
    const [x, weight, bias, context] = run(gradientOp, { ...inputs, upstream, upstreamWeights }, {});
    return { x, weight, bias, context };
  },
};

/**
 * Attention pooling: the positions of x [..., positions, width], weighted and summed. The weights are the softmax over the
 * positions of context·tanh(W x + b) (Yang et al. 2016, 2.2) or, without a context, of W x + b. Gives the sum [..., width]
 * and the weights [..., positions], both differentiable. Where no position counts both are 0. Throws `wrong-shape`.
 */
export function attentionPooling(x: Tensor, parameters: PoolingParameters): [pooled: Tensor, weights: Tensor] {
  const { weight, bias, context, mask } = parameters;
  const [hidden, width] = weight.shape;
  if (x.rank < 2) throw wrongShape('x', x.shape, reason`it must be [..., positions, width]`);
  if (weight.rank !== 2 || width !== x.shape.at(-1) || (!context && hidden !== 1)) {
    const rows = context ? 'hidden' : '1';
    throw wrongOperand('The weight', weight.shape, reason`it must be [${rows}, ${x.shape.at(-1)}]`);
  }
  if (bias && bias.size !== hidden) throw wrongOperand('The bias', bias.shape, reason`it must be [${hidden}]`);
  if (context && context.size !== hidden)
    throw wrongOperand('The context', context.shape, reason`it must be [${hidden}]`);
  if (mask && mask.shape.join() !== x.shape.slice(0, -1).join()) {
    throw wrongOperand('The mask', mask.shape, reason`it must be [${x.shape.slice(0, -1).join(', ')}]`);
  }
  const [pooled, weights] = run(op, { x, weight, bias, context, mask }, {});
  return [pooled, weights];
}
