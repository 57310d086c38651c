import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import { rollout } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { anyAttention, fixtures } from './fixtures.js';

const sizes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }));

describe('attention rollout', () => {
  it.each(fixtures.rollouts)('agrees with NumPy, residual $residual, head $heads', ({ residual, heads, expected }) => {
    const attention = denseOf(fixtures.attention);
    expectClose(rollout(attention, { residual, heads, layers: true }), expected);
    expectClose(rollout(attention, { residual, heads }), expected.at(-1) as readonly number[]);
  });

  it('takes the head mean and a residual of one half unless told', () => {
    const attention = denseOf(fixtures.attention);
    expect(rollout(attention)).toEqual(rollout(attention, { residual: 0.5, heads: 'mean' }));
  });

  it('takes layers without heads', () => {
    // By hand: layer 0 sends everything to token 0, layer 1 nothing anywhere but to itself.
    const attention = denseOf([
      [
        [1, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    expectClose(rollout(attention), [
      [1, 0],
      [0.5, 0.5],
    ]);
  });

  it('has rows that sum to 1', () => {
    const anyStack = sizes.chain(([layers, heads, length]) => anyAttention(layers, heads, length, length));
    fc.assert(
      fc.property(anyStack, fc.double({ min: 0, max: 1, noNaN: true }), (attention, residual) => {
        const { values, shape } = rollout(attention, { residual });
        for (let row = 0; row < shape[0]; row++) {
          const sum = values.subarray(row * shape[1], (row + 1) * shape[1]).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(1, 5);
        }
      }),
    );
  });

  it('of a causal model stays causal', () => {
    const fill = [-Infinity, -3.4028234e38];
    const attention = dense(
      Float32Array.from({ length: 3 * 25 }, (_, i) => (i % 5 <= Math.floor(i / 5) % 5 ? 0.3 + (i % 7) : fill[i % 2])),
      [3, 5, 5],
    );
    const { values } = rollout(attention);
    for (let row = 0; row < 5; row++) {
      for (let column = row + 1; column < 5; column++) expect(values[row * 5 + column]).toBe(0);
      expect(values.subarray(row * 5, row * 5 + 5).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
    }
  });

  it('keeps a position that attends nothing where it is', () => {
    expectClose(
      rollout(
        denseOf([
          [
            [0, 0],
            [0.5, 0.5],
          ],
        ]),
      ),
      [
        [1, 0],
        [0.25, 0.75],
      ],
    );
  });

  it('refuses what is no stack of square layers, and shares that are none', () => {
    const of = (...shape: number[]) => dense(new Float32Array(shape.reduce((a, b) => a * b)), shape);
    for (const wrong of [of(4, 4), of(2, 3, 4), of(1, 1, 1, 4, 4), of(0, 3, 3), of(2, 0, 3, 3)]) {
      expect(() => rollout(wrong)).toThrow(expect.objectContaining({ code: 'wrong-shape' }));
    }
    for (const residual of [-0.1, 1.1, NaN]) {
      expect(() => rollout(of(1, 2, 2), { residual })).toThrow(expect.objectContaining({ code: 'bad-option' }));
    }
    expect(() => rollout(of(1, 2, 2), { heads: 'sum' as 'mean' })).toThrow(
      'heads is sum: it is one of mean, max, min.',
    );
  });
});
