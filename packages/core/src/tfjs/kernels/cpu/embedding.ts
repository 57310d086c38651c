import { type KernelArray, type CpuKernel, put, take } from './cpu-kernel.js';
import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';
import type { EmbeddingAttributes } from '../../ops/embedding.js';

/** table[id] (+ position's row): ids [..., tokens], table [entries, width], positions [at least tokens, width]. */
export const embeddingOnCpu: CpuKernel<object> = (_runtime, { ids, table, positions }) => {
  const [entries, width] = table.shape;
  const tokens = ids.shape[ids.shape.length - 1];
  const values = new Float32Array(ids.values.length * width);
  for (let n = 0, at = 0; n < ids.values.length; n++, at += width) {
    const id = ids.values[n];
    // No row of the table: NaN says so, as nothing can be thrown on a GPU.
    if (!(id >= 0 && id < entries)) {
      values.fill(NaN, at, at + width);
      continue;
    }
    const from = id * width;
    for (let i = 0; i < width; i++) values[at + i] = table.values[from + i];
    if (!positions) continue;
    const row = (n % tokens) * width;
    for (let i = 0; i < width; i++) values[at + i] += positions.values[row + i];
  }
  return [{ values, shape: [...ids.shape, width] }];
};

/** The gradient of the table: each row of `upstream` added to the row that it came from. */
export const embeddingGradientOnCpu: CpuKernel<EmbeddingAttributes> = (_runtime, { ids, upstream }, { rows }) => {
  const width = upstream.shape[upstream.shape.length - 1];
  const values = new Float32Array(rows * width);
  for (let n = 0, at = 0; n < ids.values.length; n++) {
    const to = ids.values[n] * width;
    for (let i = 0; i < width; i++, at++) values[to + i] += upstream.values[at];
  }
  return [{ values, shape: [rows, width] }];
};

/** The gradient of the positions: the sum over all sequences. */
export const positionGradientOnCpu: CpuKernel<EmbeddingAttributes> = (runtime: CpuRuntime, { upstream }, { rows }) => {
  const [tokens, width] = upstream.shape.slice(-2);
  runtime.begin();
  const g = runtime.alloc(upstream.values.length);
  const sums = runtime.alloc(rows * width);
  put(runtime, g, upstream as KernelArray);
  runtime.floats.fill(0, sums, sums + rows * width);
  runtime.addColumnSums(sums, g, upstream.values.length / (tokens * width), tokens * width);
  return [take(runtime, sums, [rows, width])];
};
