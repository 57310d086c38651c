import { reason } from '../errors.js';
import type { Shape } from '../shape.js';
import { Tensor, wrongShape } from '../tensor.js';

/** Arrays that are one together: the heads of a layer, or the rows that a model wrote step by step. */
export interface JoinedArrays {
  readonly along: 'head' | 'step';
  /** In their order. */
  readonly names: readonly string[];
  /** The layer in each of them, where each has all layers. */
  readonly layer?: number;
}

/**
 * Whether arrays [.., query, key] are those of a model that writes: from one number to the next the keys grow by as many as there are new
 * queries, whatever the other number is.
 * @param numbers two of each array
 * @param which of them is the step
 */
export function isGrowing(shapes: readonly Shape[], numbers: readonly (readonly number[])[], which: number): boolean {
  const lanes = new Map<number, { step: number; shape: Shape }[]>();
  for (const [at, shape] of shapes.entries()) {
    const lane = numbers[at][1 - which];
    lanes.set(lane, [...(lanes.get(lane) ?? []), { step: numbers[at][which], shape }]);
  }
  return Array.from(lanes.values()).every((lane) => {
    lane.sort((a, b) => a.step - b.step);
    return lane.length > 1 && growsByItsQueries(lane.map(({ shape }) => shape));
  });
}

/** Whether each array [.., query, key] has as many more keys than the one before as it has queries. */
export function growsByItsQueries(shapes: readonly Shape[]): boolean {
  return shapes.every((shape, at) => {
    const [queries, keys] = shape.slice(-2);
    return shape.length > 1 && (at === 0 || keys === queries + (shapes[at - 1].at(-1) ?? 0));
  });
}

/**
 * One array [1, head, query, key] of several: of heads one after the other; of steps their rows one under the other, in which keys that
 * were not there yet are masked, −∞.
 * @param parts each [1, head, query, key]
 * @throws {AttnError} `wrong-shape`
 */
export function joined(name: string, along: JoinedArrays['along'], parts: readonly Tensor[]): Tensor {
  const [, heads, queries, keys] = parts[parts.length - 1].shape;
  const isHeads = along === 'head';
  const other = parts.find(({ shape }) => (isHeads ? shape[2] !== queries || shape[3] !== keys : shape[1] !== heads));
  if (other)
    throw wrongShape(
      name,
      other.shape,
      reason`other parts of it are ${`[${parts[parts.length - 1].shape.join(', ')}]`}`,
    );
  const sum = (axis: number) => parts.reduce((total, { shape }) => total + shape[axis], 0);
  const shape = isHeads ? [1, sum(1), queries, keys] : [1, heads, sum(2), keys];
  const rows = shape[1] * shape[2];
  const values = new Float32Array(rows * keys).fill(-Infinity);
  let first = 0;
  for (const part of parts) {
    const [, partHeads, partQueries, partKeys] = part.shape;
    const own = part.float32();
    for (let row = 0; row < partHeads * partQueries; row++) {
      const at = isHeads ? first + row : Math.floor(row / partQueries) * shape[2] + first + (row % partQueries);
      values.set(own.subarray(row * partKeys, (row + 1) * partKeys), at * keys);
    }
    first += isHeads ? partHeads * partQueries : partQueries;
  }
  return Tensor.of(values, shape);
}
