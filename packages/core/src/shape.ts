import { AttnError, type Reason } from './errors.js';

/** Lengths of the axes of an array. */
export type Shape = readonly number[];

/** Number of elements of a shape; NaN where it is no shape or the number is beyond 2⁵³. */
export function elementCount(shape: unknown): number {
  if (!Array.isArray(shape) || !shape.every((length) => Number.isSafeInteger(length) && length >= 0)) return NaN;
  const count = shape.reduce((product, length) => product * length, 1);
  return Number.isSafeInteger(count) ? count : NaN;
}

/** Whether there is such an index on an axis. */
export function isIndex(at: number, length: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < length;
}

/** Error of an array whose shape does not fit. */
export function wrongShape(name: string, shape: Shape, what: Reason): AttnError {
  return new AttnError('wrong-shape', { name, shape: shape.join(', '), ...what });
}

/** The same of what a function was given, which has no name of its own: it is called by a word, said in the language of the reader. */
export function wrongOperand(word: string, shape: Shape, what: Reason): AttnError {
  return new AttnError('wrong-shape', { name: word, operand: word, shape: shape.join(', '), ...what });
}
