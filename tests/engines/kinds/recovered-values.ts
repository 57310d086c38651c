import { type Dense, dense } from '@attn-elements/core/math';
import { leastSquares } from './least-squares.js';

/** Beyond this the rounding of the file would show in the gradients. */
const MOST_CONDITION = 1000;

export interface RecoveredValues {
  /** [batch, key heads, keys, value width]; 0 where nothing is known. */
  readonly value: Dense;
  /** Whether the values of a batch item's key head are known, [batch × key heads]. */
  readonly known: readonly boolean[];
}

/**
 * The values that a case does not hold, from weights × values = output: least squares in float64 over the keys that anything
 * attends to, where there are enough queries and the weights are no worse than {@link MOST_CONDITION} conditioned.
 */
export function recoverValues(weights: Dense, output: Dense, keyHeads: number): RecoveredValues {
  const [batch, heads, queries, keys] = weights.shape;
  const width = output.shape[3];
  const shared = heads / keyHeads;
  const rows = shared * queries;
  const values = new Float64Array(batch * keyHeads * keys * width);
  const known: boolean[] = [];
  for (let head = 0; head < batch * keyHeads; head++) {
    // The query heads that share a key head lie one after another: their rows are one system.
    const columnOf = (from: Dense, columns: number, column: number) =>
      Float64Array.from({ length: rows }, (_, row) => from.values[(head * rows + row) * columns + column]);
    const attended = Array.from({ length: keys }, (_, key) => columnOf(weights, keys, key))
      .map((column, key) => ({ column, key }))
      .filter(({ column }) => column.some((weight) => weight !== 0));
    const { solutions, condition } = leastSquares(
      attended.map(({ column }) => column),
      Array.from({ length: width }, (_, column) => columnOf(output, width, column)),
    );
    known.push(condition < MOST_CONDITION);
    if (!known[head]) continue;
    solutions.forEach((solution, column) =>
      attended.forEach(({ key }, at) => (values[(head * keys + key) * width + column] = solution[at])),
    );
  }
  return { value: dense(Float32Array.from(values), [batch, keyHeads, keys, width]), known };
}
