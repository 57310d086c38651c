import { expect } from 'vitest';
import { type Dense, dense } from '../../src/math/dense.js';

export type Nested = number | readonly Nested[];

/** An array of nested lists. */
export function denseOf(nested: readonly Nested[]): Dense<Float64Array> {
  const shape: number[] = [];
  for (let inner: Nested = nested; typeof inner !== 'number'; inner = inner[0]) shape.push(inner.length);
  return dense(Float64Array.from((nested as number[]).flat(Infinity)), shape);
}

/** Holds an array to nested lists of its shape, within an absolute difference; what is no number must be none there either. */
export function expectClose(found: Dense, expected: readonly Nested[], within = 1e-6): void {
  const truth = denseOf(expected);
  expect(found.shape).toEqual(truth.shape);
  const differences = truth.values.map((value, i) =>
    Object.is(value, found.values[i]) ? 0 : Math.abs(found.values[i] - value),
  );
  expect(
    differences.every((difference) => difference <= within),
    `differs by ${Math.max(...differences)}`,
  ).toBe(true);
}
