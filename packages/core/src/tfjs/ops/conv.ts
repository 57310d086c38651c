import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { wrongOperand, wrongShape } from '../../tensor.js';
import { convOnCpu as cpu, convInputGradientOnCpu, convWeightGradientOnCpu } from '../kernels/cpu/conv.js';
import { type Op, run } from '../op.js';

const weightOp: Op = { name: 'AttnConvWeightGradient', cpu: convWeightGradientOnCpu };
const inputOp: Op = { name: 'AttnConvInputGradient', cpu: convInputGradientOnCpu };

const op: Op = {
  name: 'AttnConv',
  cpu,
  keeps: [false, true],
  gradient({ inputs: { x, weight }, kept: [winners], upstream: [upstream] }) {
    const past = { x, weight, winners, upstream };
    const [dw, db] = run(weightOp, past, {});
    // Not for the images, which nothing is learned through.
    return { x: () => run(inputOp, past, {})[0], weight: dw, bias: db };
  },
};

/**
 * A 3 × 3 convolution that keeps the size, + bias, ReLU, and the largest of each 2 × 2 cells: x [batch, height, width,
 * inputs], weight [outputs, inputs, 3, 3] as `torch.nn.Conv2d` keeps it, bias [outputs]; gives [batch, ⌊height / 2⌋,
 * ⌊width / 2⌋, outputs]. Throws `wrong-shape`.
 */
export function convReluPool(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  if (x.rank !== 4) throw wrongShape('x', x.shape, reason`it must be [batch, height, width, channels]`);
  if (weight.rank !== 4 || weight.shape[1] !== x.shape[3] || weight.shape[2] !== 3 || weight.shape[3] !== 3) {
    throw wrongOperand('The weight', weight.shape, reason`it must be [outputs, ${x.shape[3]}, 3, 3]`);
  }
  if (bias.size !== weight.shape[0])
    throw wrongOperand('The bias', bias.shape, reason`it must be [${weight.shape[0]}]`);
  return run(op, { x, weight, bias }, {})[0];
}
