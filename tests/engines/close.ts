import type { Dense } from '@attn-elements/core/math';

/** Of numbers above 40 float32, in which the reference was computed and written, keeps less than 10⁻⁵. */
const FLOAT32_STEPS = 2 ** -22;

/** Largest absolute difference let pass after a whole model, whose float32 steps add up. */
export const WHOLE_MODEL = 1e-4;

type Numbers = Dense<Float32Array | Float64Array | Uint8Array>;

/** Throws unless all numbers, and the shapes, are those expected; says the largest difference and where it is. */
export function holdClose(what: string, found: Numbers, expected: Numbers, within: number): void {
  if (found.shape.join() !== expected.shape.join()) {
    throw new Error(`${what} has shape [${found.shape.join(', ')}], not [${expected.shape.join(', ')}]`);
  }
  let most = 0;
  let at = -1;
  expected.values.forEach((value, i) => {
    const difference = Math.abs(found.values[i] - value);
    const allowed = Math.max(within, FLOAT32_STEPS * Math.abs(value));
    // Written so that NaN is a difference.
    if (found.values[i] === value || difference <= allowed || (at >= 0 && !(difference > most))) return;
    most = difference;
    at = i;
  });
  if (at < 0) return;
  const index = indexOf(at, expected.shape).join(', ');
  throw new Error(
    `${what}[${index}] is ${found.values[at]}, not ${expected.values[at]}: ${most} apart, ${within} at most is let pass`,
  );
}

function indexOf(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(at % shape[axis]);
    at = Math.floor(at / shape[axis]);
  }
  return index;
}
