import { type AttentionShape, keyHeadOf } from './shape.js';

/** Visits each head of each batch item: `at` counts the matrices of queries, `keyAt` those of keys, which heads may share. */
export function eachHead(
  shape: AttentionShape,
  visit: (item: number, head: number, at: number, keyAt: number) => void,
): void {
  const { batch, heads, keyHeads } = shape;
  for (let item = 0; item < batch; item++) {
    for (let head = 0; head < heads; head++) {
      visit(item, head, item * heads + head, item * keyHeads + keyHeadOf(shape, head));
    }
  }
}

/** Number `at` of an array's matrices, of `size` cells each: not a copy. */
export function headMatrix(values: Float64Array, at: number, size: number): Float64Array {
  return values.subarray(at * size, (at + 1) * size);
}
