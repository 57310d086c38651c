import { type Dense, dense } from '../../../src/math/dense.js';
import type { Shape } from '../../../src/tensor.js';

/** Arrays of numbers from −1 to 1 that are the same in every run (mulberry32). */
export function numbers(seed: number): (...shape: number[]) => Dense<Float64Array> {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
  return (...shape) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return dense(Float64Array.from({ length: count }, next), shape);
  };
}

/** The same numbers in float32. */
export function float32({ shape, values }: Dense): Dense<Float32Array> {
  return dense(new Float32Array(values), shape);
}

/** The part at the given indices of the first axes. */
export function part({ shape, values }: Dense, ...index: readonly number[]): number[] {
  const rest: Shape = shape.slice(index.length);
  const size = rest.reduce((product, length) => product * length, 1);
  const at = index.reduce((sum, position, axis) => sum * shape[axis] + position, 0);
  return Array.from(values.subarray(at * size, (at + 1) * size));
}

/** The largest absolute difference; NaN where one of them is. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((most, value, at) => Math.max(most, Math.abs(value - b[at])), 0);
}
