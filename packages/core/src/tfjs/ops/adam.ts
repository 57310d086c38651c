import { type Scalar, type Tensor, tidy, type Variable, zeros } from '@tensorflow/tfjs-core';
import { requireAbove } from '../../math/option.js';
import { adamOnCpu as cpu } from '../kernels/cpu/adam.js';
import type { AdamStep } from '../cpu-runtime/cpu-runtime.js';
import { type Op, run } from '../op.js';
import { lossGradients } from './loss-gradients.js';

export interface AdamAttributes {
  /** Number of parameters. */
  readonly count: number;
  readonly step: AdamStep;
}

export interface AdamOptions {
  /** 1e-3 unless given. */
  readonly learningRate?: number;
  /** 0.9 unless given. */
  readonly beta1?: number;
  /** 0.999 unless given. */
  readonly beta2?: number;
  /**
   * 1e-8 unless given, as in PyTorch, on every backend. TensorFlow.js' own Adam takes 1e-7, or 1e-4 where textures hold half
   * floats.
   */
  readonly epsilon?: number;
}

const op: Op<AdamAttributes> = { name: 'AttnAdam', cpu };

/**
 * Adam (Kingma & Ba 2015, algorithm 1) with the numbers of `torch.optim.Adam`. All parameters, which are variables, take a
 * step in one kernel.
 */
export class Adam {
  /** May be changed between steps. */
  learningRate: number;
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #parameters: readonly Variable[];
  #moments: Tensor;
  #steps = 0;

  /** Throws `bad-option`. */
  constructor(parameters: readonly Variable[], options: AdamOptions = {}) {
    const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    requireAbove('epsilon', epsilon, 0);
    this.learningRate = learningRate;
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#epsilon = epsilon;
    this.#parameters = [...parameters];
    this.#moments = zeros([2, parameters.reduce((sum, { size }) => sum + size, 0)]);
  }

  /** Steps taken. */
  get steps(): number {
    return this.#steps;
  }

  /** First and second moments of all parameters one after another, [2, values]: what to save beside them. */
  get moments(): Tensor {
    return this.#moments;
  }

  /** Goes on from saved moments, which it takes over, after that many steps. */
  restore(moments: Tensor, steps: number): void {
    this.#moments.dispose();
    this.#moments = moments;
    this.#steps = steps;
  }

  /** Takes a step down the loss; gives the loss before it, to be disposed of. */
  minimize(loss: () => Tensor): Scalar {
    const { loss: value, gradients } = lossGradients(loss, this.#parameters);
    this.apply(gradients);
    for (const gradient of gradients) gradient.dispose();
    return value;
  }

  /** Takes a step along the gradients, one for each parameter. */
  apply(gradients: readonly Tensor[]): void {
    this.#steps++;
    const step: AdamStep = {
      beta1: this.#beta1,
      beta2: this.#beta2,
      epsilon: this.#epsilon,
      rate: this.learningRate / (1 - this.#beta1 ** this.#steps),
      correction: 1 / Math.sqrt(1 - this.#beta2 ** this.#steps),
    };
    const inputs: Record<string, Tensor> = { moments: this.#moments };
    for (const [i, parameter] of this.#parameters.entries()) {
      inputs[`parameter${i}`] = parameter;
      inputs[`gradient${i}`] = gradients[i];
    }
    const [moments, ...parameters] = tidy(() => run(op, inputs, { count: this.#parameters.length, step }));
    this.#moments.dispose();
    this.#moments = moments;
    for (const [i, parameter] of this.#parameters.entries()) {
      parameter.assign(parameters[i]);
      // The variable holds the data now.
      parameters[i].dispose();
    }
  }

  /** Frees the moments; the variables are the caller's. */
  dispose(): void {
    this.#moments.dispose();
  }
}
