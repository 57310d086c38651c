import type { Tensor } from '../tensor.js';

/** From here on float32 holds not every whole number, and from there on text of numbers was rounded when it was read. */
const LAST_WHOLE = 2 ** 24;
const LAST_EXACT = 2 ** 53;

/**
 * Whether float32 makes other numbers of some: Infinity of a large one, 0 of a small one, a neighbour of a whole one. That
 * fractions lose digits is no news.
 */
export function isBeyondFloat32(values: Float64Array): boolean {
  return values.some((value) => {
    const rounded = Math.fround(value);
    if (rounded === value || Number.isNaN(value)) return Math.abs(value) >= LAST_EXACT && Math.abs(value) < Infinity;
    return rounded === 0 || Math.abs(rounded) === Infinity || (Math.abs(value) >= LAST_WHOLE && value % 1 === 0);
  });
}

/** The same of an array of a file; whole numbers of 64 bits are compared as they are. */
export function holdsBeyondFloat32(array: Tensor): boolean {
  const whole = array.bigints();
  if (whole) return whole.some((value) => BigInt(Math.fround(Number(value))) !== value);
  return /^(float64|u?int32)$/.test(array.dtype) && isBeyondFloat32(array.float64());
}
