import { reason } from '../../errors.js';
import type { Tensor } from '@tensorflow/tfjs-core';
import { wrongOperand } from '../../tensor.js';
import { crossEntropyOnCpu as cpu, crossEntropyGradientOnCpu as cpuGradient } from '../kernels/cpu/cross-entropy.js';
import { type Op, run } from '../op.js';

export interface CrossEntropyAttributes {
  readonly ignore: number | null;
}

export interface CrossEntropyOptions {
  /** The label of rows that do not count, as padding. None unless given. */
  readonly ignore?: number;
}

const gradientOp: Op<CrossEntropyAttributes> = {
  name: 'AttnCrossEntropyGradient',
  cpu: cpuGradient,
};

const op: Op<CrossEntropyAttributes> = {
  name: 'AttnCrossEntropy',
  cpu,
  gradient: ({ inputs, upstream, attrs }) => ({
    logits: () => run(gradientOp, { ...inputs, upstream: upstream[0] }, attrs)[0],
  }),
};

/**
 * The mean of −log softmax(logits)[label]: logits [..., classes], labels int32 [...]; a scalar. As
 * `torch.nn.functional.cross_entropy`: NaN where no label counts. A label that is no class makes it NaN. Throws `wrong-shape`.
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor, { ignore }: CrossEntropyOptions = {}): Tensor {
  if (logits.shape.slice(0, -1).join() !== labels.shape.join()) {
    throw wrongOperand(
      'The labels',
      labels.shape,
      reason`one for each row of the logits [${logits.shape.join(', ')}] is needed`,
    );
  }
  return run(op, { logits, labels }, { ignore: ignore ?? null })[0];
}
