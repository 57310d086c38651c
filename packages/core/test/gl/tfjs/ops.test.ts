import { expect } from '@open-wc/testing';
import { tensor, valueAndGrads } from '@tensorflow/tfjs-core';
import { embedding, linear, download, softmaxCrossEntropy, startTensorflow } from '../../../src/tfjs/index.js';
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
        results.push((await download(y)) as Float32Array);
      }
    }
    for (let i = 0; i < 5; i++) {
      // Sums of a hundred products, in float32 on both.
      for (const [at, value] of results[i].entries()) {
        expect(results[i + 5][at]).to.be.closeTo(value, 2e-5 + 1e-6 * Math.abs(value));
      }
    }
  });

  it('give the same gradients as on the cpu, of sizes that end within a vector and within a block', async () => {
    const values = (count: number, by: number) =>
      Float32Array.from({ length: count }, (_, i) => Math.sin(by * (i + 1)));
    const [rows, inputs, outputs] = [67, 71, 37];
    const upstream = values(rows * outputs, 0.7);
    const results: Float32Array[][] = [];
    for (const engine of ['cpu', 'webgl'] as const) {
      await startTensorflow({ engine });
      const [x, weight] = [
        tensor(values(rows * inputs, 0.3), [rows, inputs]),
        tensor(values(outputs * inputs, 0.9), [outputs, inputs]),
      ];
      const bias = tensor(values(outputs, 0.5));
      const given = [x, weight, bias];
      const { grads } = valueAndGrads((...[x, weight, bias]) => linear(x, weight, bias))(
        given,
        tensor(upstream, [rows, outputs]),
      );
      results.push(await Promise.all(grads.map(async (grad) => (await download(grad)) as Float32Array)));
    }
    for (const [which, truth] of results[0].entries()) {
      const found = results[1][which];
      expect(found).to.have.length(truth.length);
      for (const [at, value] of truth.entries()) expect(found[at]).to.be.closeTo(value, 2e-5 + 1e-6 * Math.abs(value));
    }
  });

  it('show what is missing as on the cpu', async () => {
    const rows = await download(embedding(whole([1, 7, -1, 0]), tensor([1, 2, 3, 4], [2, 2])));
    expect([...rows]).to.deep.equal([3, 4, NaN, NaN, NaN, NaN, 1, 2]);
    expect([...(await download(softmaxCrossEntropy(tensor([1, 2, 3], [1, 3]), whole([3]))))]).to.deep.equal([NaN]);
  });
});
