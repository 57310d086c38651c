import { describe, expect, it } from 'vitest';
import { dense, gating, maxPooling } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { float32, numbers } from './numbers.js';

const refusal = expect.objectContaining({ name: 'AttnError', code: 'wrong-shape' });

describe('max pooling', () => {
  it('takes the highest of each feature and says who had it, the first of equals', () => {
    const { output, winners, saliency } = maxPooling(
      denseOf([
        [
          [1, 5, -3, 0],
          [2, 4, -1, 0],
          [2, 5, -2, 0],
        ],
        [
          [0, 0, 0, 1],
          [1, 1, 1, 0],
          [0, 0, 0, 0],
        ],
      ]),
    );
    expectClose(output, [
      [2, 5, -1, 0],
      [1, 1, 1, 1],
    ]);
    expect([...winners]).toEqual([1, 0, 1, 0, 1, 1, 1, 0]);
    expectClose(saliency, [
      [0.5, 0.5, 0],
      [0.25, 0.75, 0],
    ]);
  });

  it('lets NaN win only where nothing else is', () => {
    const { output, winners } = maxPooling(
      denseOf([
        [NaN, NaN, 3],
        [-1, NaN, NaN],
      ]),
    );
    expect([...output.values]).toEqual([-1, NaN, 3]);
    expect([...winners]).toEqual([1, 0, 0]);
  });

  it('refuses an input without positions or features', () => {
    for (const shape of [[4], [0, 4], [4, 0]]) {
      const values = new Float64Array(shape.reduce((product, length) => product * length, 1));
      expect(() => maxPooling(dense(values, shape))).toThrow(refusal);
    }
  });
});

describe('gating', () => {
  it('lets σ(x W + b) of each feature pass', () => {
    const input = denseOf([
      [2, -4],
      [0, 1],
    ]);
    const weight = denseOf([
      [1, 0],
      [0.5, -3],
    ]);
    const { gate, output } = gating(input, weight, denseOf([0, -12]));
    const sigma = (x: number) => 1 / (1 + Math.exp(-x));
    expectClose(gate, [
      [0.5, 0.5],
      [sigma(0.5), sigma(-15)],
    ]);
    expectClose(output, [
      [1, -2],
      [0, sigma(-15)],
    ]);
    expectClose(gating(input, weight).gate, [
      [0.5, sigma(12)],
      [sigma(0.5), sigma(-3)],
    ]);
  });

  it('opens and shuts without NaN however large the sums', () => {
    const { gate } = gating(
      denseOf([[1, 1]]),
      denseOf([
        [1e4, -1e4],
        [0, 0],
      ]),
    );
    expect([...gate.values]).toEqual([1, 0]);
  });

  it('keeps axes and float32', () => {
    const make = numbers(1);
    const { gate, output } = gating(float32(make(2, 3, 4)), make(4, 4), make(4));
    expect([gate.shape, output.shape]).toEqual([
      [2, 3, 4],
      [2, 3, 4],
    ]);
    expect(gate.values).toBeInstanceOf(Float32Array);
    expect(output.values).toBeInstanceOf(Float32Array);
  });

  it('refuses weights and biases of another width', () => {
    const make = numbers(1);
    expect(() => gating(make(3, 4), make(4, 3))).toThrow(refusal);
    expect(() => gating(make(3, 4), make(4))).toThrow(refusal);
    expect(() => gating(make(3, 4), make(4, 4), make(3))).toThrow(refusal);
  });
});
