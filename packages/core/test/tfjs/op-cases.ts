/** Every operation with a gradient, for tests in Node and in a browser alike. */
import { grads, type Tensor, tensor } from '@tensorflow/tfjs-core';
import {
  attentionPooling,
  convReluPool,
  embedding,
  layerNorm,
  linear,
  type LinearOptions,
  meanSquaredError,
  download,
  softmaxCrossEntropy,
} from '../../src/tfjs/index.js';
import { randomNumbers } from './against-math.js';

export interface OpCase {
  readonly name: string;
  /** Shapes of what is learned. */
  readonly shapes: readonly (readonly number[])[];
  readonly run: (...inputs: Tensor[]) => Tensor;
}

const activations = ['none', 'relu', 'gelu', 'gelu-tanh', 'tanh', 'sigmoid', 'softmax'] as const;
const ids = (...values: number[]) => tensor(Int32Array.from(values), [2, values.length / 2], 'int32');
const mask = () => tensor(Uint8Array.of(1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0), [3, 4], 'bool');

export const opCases: readonly OpCase[] = [
  ...activations.map((activation: LinearOptions['activation']) => ({
    name: `linear, ${activation}`,
    shapes: [[3, 5, 7], [6, 7], [6]],
    run: (x: Tensor, weight: Tensor, bias: Tensor) => linear(x, weight, bias, { activation }),
  })),
  {
    name: 'linear without bias',
    shapes: [
      [9, 4],
      [3, 4],
    ],
    run: (x, weight) => linear(x, weight),
  },
  { name: 'layer norm', shapes: [[2, 3, 6], [6], [6]], run: (x, gain, bias) => layerNorm(x, gain, bias) },
  {
    name: 'layer norm of a sum',
    shapes: [[2, 3, 6], [6], [6], [2, 3, 6]],
    run: (x, gain, bias, residual) => layerNorm(x, gain, bias, { residual, epsilon: 1e-3 }),
  },
  {
    name: 'layer norm of a thing and itself',
    shapes: [[4, 6], [6], [6]],
    run: (x, gain, bias) => layerNorm(x, gain, bias, { residual: x }),
  },
  { name: 'cross entropy', shapes: [[2, 3, 5]], run: (x) => softmaxCrossEntropy(x, ids(0, 4, 2, 2, 1, 3)) },
  {
    name: 'cross entropy with padding',
    shapes: [[2, 3, 5]],
    run: (x) => softmaxCrossEntropy(x, ids(0, -1, 2, 2, -1, 3), { ignore: -1 }),
  },
  {
    name: 'squared error',
    shapes: [
      [4, 9],
      [4, 9],
    ],
    run: (x, target) => meanSquaredError(x, target),
  },
  { name: 'embedding', shapes: [[5, 3]], run: (table) => embedding(ids(0, 4, 4, 1), table) },
  {
    name: 'embedding with positions, more than are used',
    shapes: [
      [5, 3],
      [4, 3],
    ],
    run: (table, positions) => embedding(ids(0, 4, 4, 1, 4, 0), table, positions),
  },
  {
    name: 'pooling without a context',
    shapes: [[3, 4, 5], [1, 5], [1]],
    run: (x, weight, bias) => attentionPooling(x, { weight, bias, mask: mask() })[0],
  },
  {
    name: 'pooling with a context',
    shapes: [[3, 4, 5], [6, 5], [6], [6]],
    run: (x, weight, bias, context) => attentionPooling(x, { weight, bias, context, mask: mask() })[0],
  },
  {
    name: 'the weights of pooling',
    shapes: [
      [3, 4, 5],
      [6, 5],
      [1, 6],
    ],
    run: (x, weight, context) => attentionPooling(x, { weight, context })[1],
  },
  {
    name: 'convolution of an odd size',
    shapes: [[2, 5, 7, 3], [4, 3, 3, 3], [4]],
    run: (x, weight, bias) => convReluPool(x, weight, bias),
  },
];

/**
 * The largest difference of each gradient from a finite difference along a random direction, relative to the length of what
 * is differentiated.
 */
export async function gradientDifferences({ shapes, run }: OpCase, step = 2e-3): Promise<number[]> {
  const random = randomNumbers(17);
  const numbers = (count: number) => Float64Array.from({ length: count }, () => 2 * random() - 1);
  const sizes = shapes.map((shape) => shape.reduce((product, length) => product * length, 1));
  const points = sizes.map(numbers);
  const tensors = (values: readonly Float64Array[]) =>
    values.map((one, i) => tensor(Float32Array.from(one), [...shapes[i]]));
  const output = run(...tensors(points));
  const along = numbers(output.size);
  const upstream = tensor(Float32Array.from(along), output.shape);
  const gradients = grads(run as (...inputs: Tensor[]) => Tensor)(tensors(points), upstream);
  const value = async (given: readonly Float64Array[]) => {
    const values = (await download(run(...tensors(given)))) as Float32Array;
    return values.reduce((sum, one, i) => sum + one * along[i], 0);
  };
  const found: number[] = [];
  for (const [which, gradient] of gradients.entries()) {
    const slopes = (await download(gradient)) as Float32Array;
    let most = 0;
    for (let turn = 0; turn < 4; turn++) {
      const direction = numbers(sizes[which]);
      const moved = (by: number) =>
        points.map((one, i) => (i === which ? one.map((x, at) => x + by * direction[at]) : one));
      const expected = ((await value(moved(step))) - (await value(moved(-step)))) / (2 * step);
      const slope = direction.reduce((sum, x, i) => sum + x * slopes[i], 0);
      const length = Math.sqrt(slopes.reduce((sum, x) => sum + x * x, 0)) + 1;
      most = Math.max(most, Math.abs(slope - expected) / length);
    }
    found.push(most);
  }
  return found;
}
