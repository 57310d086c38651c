import { reason } from '../../errors.js';
import { type Shape, wrongOperand } from '../../tensor.js';

/** The matrices of a call: one [queries, keys] for each batch item and head. */
export interface AttentionGrid {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
}

/** The four lengths of a shape of 2 to 4 axes: those that it lacks, of batch and heads, are 1. Throws `wrong-shape`. */
export function fourAxes(name: string, shape: Shape): Shape {
  if (shape.length >= 2 && shape.length <= 4) return [1, 1, ...shape].slice(-4);
  throw wrongOperand(
    name,
    shape,
    reason`two axes are needed, or three with heads before them, or four with the batch first`,
  );
}

/** The lengths of scores or weights: [queries, keys], [heads, queries, keys] or [batch, heads, queries, keys]. Throws `wrong-shape`. */
export function gridOf(name: string, shape: Shape): AttentionGrid {
  const [batch, heads, queries, keys] = fourAxes(name, shape);
  return { batch, heads, queries, keys };
}

/** Throws `wrong-shape` unless a shape is [queries, keys] or [1 or batch, 1 or heads, queries, keys]. */
export function requireGrid(name: string, shape: Shape, { batch, heads, queries, keys }: AttentionGrid): void {
  const [b, h, q, k] = shape.length === 2 ? [1, 1, ...shape] : shape;
  const fits = (b === 1 || b === batch) && (h === 1 || h === heads) && q === queries && k === keys;
  if (fits && shape.length <= 4) return;
  const needed = `[${queries}, ${keys}] or [1 or ${batch}, 1 or ${heads}, ${queries}, ${keys}]`;
  throw wrongOperand(name, shape, reason`${needed} is needed`);
}

/** Offset of the matrix of a batch item and head in an array that {@link requireGrid} let pass. */
export function matrixStart(shape: Shape, batch: number, head: number): number {
  if (shape.length === 2) return 0;
  const [b, h, q, k] = shape;
  return ((b === 1 ? 0 : batch) * h + (h === 1 ? 0 : head)) * q * k;
}
