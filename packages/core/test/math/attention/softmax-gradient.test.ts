import { describe, expect, it } from 'vitest';
import { softmax, softmaxGradientNorm } from '../../../src/math/index.js';
import { denseOf } from '../nested.js';

/** Norm of the Jacobian by differences, which know nothing of its formula. */
function byDifferences(scores: readonly number[]): number {
  const step = 1e-5;
  const weights = (at: number, by: number) =>
    softmax(denseOf([scores.map((score, i) => (i === at ? score + by : score))])).values;
  let squares = 0;
  for (let at = 0; at < scores.length; at++) {
    const [above, below] = [weights(at, step), weights(at, -step)];
    for (let i = 0; i < scores.length; i++) squares += ((above[i] - below[i]) / (2 * step)) ** 2;
  }
  return Math.sqrt(squares);
}

describe('the norm of the gradient of a softmax', () => {
  it('is that of its Jacobian', () => {
    const rows = [
      [0, 0, 0, 0],
      [1, -2, 0.5, 3],
      [4, 4, -4, -4],
    ];
    const { shape, values } = softmaxGradientNorm(softmax(denseOf(rows)));
    expect(shape).toEqual([3]);
    rows.forEach((row, at) => expect(values[at]).toBeCloseTo(byDifferences(row), 8));
  });

  it('is 0 where one weight has all', () => {
    expect(softmaxGradientNorm(denseOf([[0, 1, 0]])).values[0]).toBe(0);
  });
});
