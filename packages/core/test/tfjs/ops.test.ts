import { memory, tensor, tidy, variable } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  Adam,
  attention,
  attentionPooling,
  convReluPool,
  embedding,
  layerNorm,
  linear,
  meanSquaredError,
  packedAttention,
  download,
  softmaxCrossEntropy,
  startTensorflow,
} from '../../src/tfjs/index.js';
import { gradientDifferences, opCases } from './op-cases.js';

const ones = (...shape: number[]) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1), shape);
const whole = (values: number[], shape = [values.length]) => tensor(Int32Array.from(values), shape, 'int32');

describe.each([false, true])('operations on the cpu engine, SIMD %s', (simd) => {
  beforeAll(() => startTensorflow({ engine: 'cpu', simd }));

  it.each(opCases)('have the gradient of their values: $name', async (item) => {
    for (const off of await gradientDifferences(item)) expect(off).toBeLessThan(2e-3);
  });

  it('gelu is exact to seven digits, far out too', async () => {
    const x = tensor([-30, -3, -1, 0, 0.5, 2, 30], [7, 1]);
    // x Φ(x) from SciPy's norm.cdf.
    const expected = [0, -0.00404969409489031, -0.15865525393145707, 0, 0.34573123063700656, 1.9544997361036416, 30];
    const values = await download(linear(x, ones(1, 1), undefined, { activation: 'gelu' }));
    for (const [i, value] of values.entries()) expect(Math.abs(value - expected[i])).toBeLessThan(1e-6);
  });

  it('gelu by tanh is that of GPT-2', async () => {
    const x = tensor([-30, -3, -1, 0, 0.5, 2, 30], [7, 1]);
    // x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³))) by NumPy.
    const expected = [0, -0.0036373920817729943, -0.15880800939172324, 0, 0.34571400982514394, 1.954597694087775, 30];
    const values = await download(linear(x, ones(1, 1), undefined, { activation: 'gelu-tanh' }));
    for (const [i, value] of values.entries()) expect(Math.abs(value - expected[i])).toBeLessThan(1e-6);
  });

  it('a table with a missing row shows it, and its gradient goes to the rows that are there', async () => {
    const values = await download(embedding(whole([1, 7, -1, 0]), tensor([1, 2, 3, 4], [2, 2])));
    expect([...values]).toEqual([3, 4, NaN, NaN, NaN, NaN, 1, 2]);
  });

  it('cross entropy is NaN where a label is no class or none counts, as in PyTorch', async () => {
    expect(await download(softmaxCrossEntropy(ones(1, 3), whole([3])))).toEqual(Float32Array.of(NaN));
    expect(await download(softmaxCrossEntropy(ones(1, 3), whole([2]), { ignore: 2 }))).toEqual(Float32Array.of(NaN));
  });

  it('scores and logits of thousands do not overflow', async () => {
    const logits = tensor([5000, -5000, 4990, 80_000, 80_000, -80_000], [2, 3]);
    const [loss] = await download(softmaxCrossEntropy(logits, whole([0, 1])));
    expect(loss).toBeCloseTo((Math.log1p(Math.exp(-10)) + Math.LN2) / 2, 5);
  });

  it('NaN goes through every operation instead of becoming a number', async () => {
    const bad = tensor([NaN, 1, 2, 3], [2, 2]);
    for (const activation of ['none', 'tanh', 'sigmoid', 'softmax'] as const) {
      expect((await download(linear(bad, ones(2, 2), undefined, { activation })))[0], activation).toBeNaN();
    }
    expect((await download(layerNorm(bad, ones(2), ones(2))))[0]).toBeNaN();
    expect((await download(meanSquaredError(bad, ones(2, 2))))[0]).toBeNaN();
  });

  it('weights of positions that do not count are 0, and of a group without any', async () => {
    const mask = whole([1, 0, 1, 0, 0, 0], [2, 3]);
    const [pooled, weights] = attentionPooling(ones(2, 3, 2), { weight: ones(1, 2), mask });
    expect([...(await download(weights))]).toEqual([0.5, 0, 0.5, 0, 0, 0]);
    expect([...(await download(pooled))]).toEqual([1, 1, 0, 0]);
  });

  it('frees everything but what it gives', async () => {
    const before = memory().numTensors;
    for (let turn = 0; turn < 3; turn++) {
      const p = tidy(() => variable(ones(3, 3)));
      const adam = new Adam([p]);
      for (let step = 0; step < 4; step++) {
        adam.minimize(() => meanSquaredError(linear(ones(2, 3), p), ones(2, 3))).dispose();
      }
      adam.dispose();
      p.dispose();
    }
    expect(memory().numTensors).toBe(before);
  });

  it('Adam goes on where it was saved', async () => {
    const start = () => variable(tensor([1, -2, 3], [3]));
    const target = tensor([0, 0, 0], [3]);
    const [whole, parts] = [start(), start()];
    const along = new Adam([whole], { learningRate: 0.1 });
    const first = new Adam([parts], { learningRate: 0.1 });
    for (let step = 0; step < 6; step++) along.minimize(() => meanSquaredError(whole, target));
    for (let step = 0; step < 3; step++) first.minimize(() => meanSquaredError(parts, target));
    const second = new Adam([parts], { learningRate: 0.1 });
    second.restore(
      tidy(() => first.moments.clone()),
      first.steps,
    );
    for (let step = 0; step < 3; step++) second.minimize(() => meanSquaredError(parts, target));
    expect(await download(parts)).toEqual(await download(whole));
  });
});

describe('operations refuse', () => {
  beforeAll(() => startTensorflow({ engine: 'cpu' }));

  it.each([
    ['a weight of another width', () => linear(ones(2, 3), ones(2, 4))],
    ['a bias of another length', () => linear(ones(2, 3), ones(2, 3), ones(3))],
    ['a gain of another length', () => layerNorm(ones(2, 3), ones(2), ones(3))],
    ['a residual of another shape', () => layerNorm(ones(2, 3), ones(3), ones(3), { residual: ones(3) })],
    ['labels for other rows', () => softmaxCrossEntropy(ones(2, 3), whole([1]))],
    ['a target of another shape', () => meanSquaredError(ones(2, 3), ones(3, 2))],
    ['a table of three axes', () => embedding(whole([1]), ones(2, 2, 2))],
    ['too few positions', () => embedding(whole([1, 1]), ones(2, 2), ones(1, 2))],
    ['several rows without a context', () => attentionPooling(ones(2, 3), { weight: ones(2, 3) })],
    ['images without channels', () => convReluPool(ones(2, 4, 4), ones(1, 1, 3, 3), ones(1))],
    ['another kernel than 3 × 3', () => convReluPool(ones(2, 4, 4, 1), ones(1, 1, 5, 5), ones(1))],
    ['heads that do not divide the width', () => packedAttention(ones(1, 2, 12), { heads: 3 })],
    ['keys of another width', () => attention(ones(1, 1, 2, 3), ones(1, 1, 2, 4), ones(1, 1, 2, 3))],
    [
      'a mask that does not fit',
      () =>
        attention(ones(1, 1, 2, 3), ones(1, 1, 2, 3), ones(1, 1, 2, 3), {
          mask: { kind: 'array', allowed: { shape: [3, 3], values: new Uint8Array(9) } },
        }),
    ],
  ])('%s', (_, call) => {
    expect(call).toThrow(expect.objectContaining({ name: 'AttnError' }));
  });
});
