import { expect } from '@open-wc/testing';
import { type Dense, dense } from '../../src/math/index.js';
import { randomNumbers } from './pictures.js';

export const random = randomNumbers(7);

/** Numbers around 0, about as far from it as those of a normal distribution. */
export function numbers(...shape: number[]): Dense<Float32Array> {
  const count = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: count }, () => 2 * (random() + random() + random() - 1.5));
  return dense(values, shape);
}

/** The largest difference of two arrays of one shape; Infinity where one of them is NaN. */
export function worstDifference(a: Dense, b: Dense): number {
  expect(a.shape).to.deep.equal(b.shape);
  let worst = 0;
  for (let i = 0; i < a.values.length; i++) {
    const difference = Math.abs(a.values[i] - b.values[i]);
    worst = difference >= 0 ? Math.max(worst, difference) : Infinity;
  }
  return worst;
}
