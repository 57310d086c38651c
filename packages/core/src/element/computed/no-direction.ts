import { type Dense, dense, type Mask } from '../../math/index.js';
import type { Tensor } from '../../tensor.js';

/** Queries and keys of zeros, which have no direction and so no cosine with anything. */
export interface NoDirection {
  /** Keeps such keys from the others' weights. */
  readonly mask: Mask;
  /** Writes NaN where a cosine is undefined. */
  mark(values: Float32Array): Float32Array;
}

/** @returns null where every query and every key has a direction */
export function noDirection(query: Tensor, key: Tensor): NoDirection | null {
  const [queries, keys] = [zeroRows(query), zeroRows(key)];
  if (!queries.includes(true) && !keys.includes(true)) return null;
  const cells = (value: (row: boolean, column: boolean) => number) =>
    queries.flatMap((row) => keys.map((column) => value(row, column)));
  const allowed: Dense<Uint8Array> = dense(Uint8Array.from(cells((_, column) => Number(!column))), [
    1,
    1,
    queries.length,
    keys.length,
  ]);
  return {
    mask: { kind: 'array', allowed },
    mark(values) {
      const isUndefined = cells((row, column) => Number(row || column));
      return values.map((value, at) => (isUndefined[at] ? Number.NaN : value));
    },
  };
}

function zeroRows(tensor: Tensor): boolean[] {
  const [rows, width] = tensor.shape;
  const values = tensor.float32();
  return Array.from({ length: rows }, (_, row) =>
    values.subarray(row * width, (row + 1) * width).every((value) => value === 0),
  );
}
