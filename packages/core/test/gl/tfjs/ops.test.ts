import { expect } from '@open-wc/testing';
import { tensor } from '@tensorflow/tfjs-core';
import { embedding, linear, read, softmaxCrossEntropy, startTensorflow } from '../../../src/tfjs/index.js';
import { gradientDifferences, opCases } from '../../tfjs/op-cases.js';

const whole = (values: number[]) => tensor(Int32Array.from(values), [values.length], 'int32');

describe('operations on the webgl engine', () => {
  before(() => startTensorflow({ engine: 'webgl' }));

  for (const item of opCases) {
    // A wider step: values of textures are rounded more than sums in double precision.
    it(`have the gradient of their values: ${item.name}`, async () => {
      for (const off of await gradientDifferences(item, 5e-3)) expect(off).to.be.below(4e-3);
    });
  }

  it('give the same values as on the cpu', async () => {
    const x = Float32Array.from({ length: 6000 }, (_, i) => Math.sin(i));
    const weight = Float32Array.from({ length: 3000 }, (_, i) => Math.cos(i));
    const results: Float32Array[] = [];
    for (const engine of ['cpu', 'webgl'] as const) {
      await startTensorflow({ engine });
      // More values than a row of the texture has, and rows that do not end where those do.
      for (const activation of ['none', 'gelu', 'gelu-tanh', 'sigmoid', 'softmax'] as const) {
        const y = linear(tensor(x, [60, 100]), tensor(weight, [30, 100]), undefined, { activation });
        results.push((await read(y)) as Float32Array);
      }
    }
    for (let i = 0; i < 5; i++) {
      for (const [at, value] of results[i].entries()) expect(results[i + 5][at]).to.be.closeTo(value, 2e-5);
    }
  });

  it('show what is missing as on the cpu', async () => {
    const rows = await read(embedding(whole([1, 7, -1, 0]), tensor([1, 2, 3, 4], [2, 2])));
    expect([...rows]).to.deep.equal([3, 4, NaN, NaN, NaN, NaN, 1, 2]);
    expect([...(await read(softmaxCrossEntropy(tensor([1, 2, 3], [1, 3]), whole([3]))))]).to.deep.equal([NaN]);
  });
});
