import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { wrongOperand } from '../../tensor.js';
import { squaredErrorOnCpu as cpu, squaredErrorGradientOnCpu as cpuGradient } from '../kernels/cpu/squared-error.js';
import { type Op, run } from '../op.js';

const gradientOp: Op = { name: 'AttnSquaredErrorGradient', cpu: cpuGradient };

const op: Op = {
  name: 'AttnSquaredError',
  cpu,
  gradient({ inputs: { x, target }, upstream }) {
    const of = (x: Tensor, target: Tensor) => () => run(gradientOp, { x, target, upstream: upstream[0] }, {})[0];
    return { x: of(x, target), target: of(target, x) };
  },
};

/** The mean of (x − target)² over all values, a scalar; both of one shape. Throws `wrong-shape`. */
export function meanSquaredError(x: Tensor, target: Tensor): Tensor {
  if (x.shape.join() !== target.shape.join()) {
    throw wrongOperand('The target', target.shape, reason`it must be as x, [${x.shape.join(', ')}]`);
  }
  return run(op, { x, target }, {})[0];
}
