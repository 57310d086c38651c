import type { CpuRuntime, StridedMatrix } from '../../cpu-runtime/cpu-runtime.js';
import { rowMajor, transposedBlock } from './cpu-kernel.js';
import type { AttentionAttributes } from './attention-plan.js';

/** Places of the parameters of a learned score, and of the sums of their gradients. */
export interface ProjectionParameters {
  /** W, or Wq. */
  readonly query: number;
  /** Wk. */
  readonly key: number;
  readonly vector: number;
}

/** Width of what queries and keys are made into before they are compared. */
export function comparedWidth({ score, width, keyWidth }: AttentionAttributes, hidden: number): number {
  return score === 'additive' ? hidden : score === 'bilinear' ? keyWidth : width;
}

/** Whether queries, or keys, are compared as they are. */
export const asTheyAre = (score: AttentionAttributes['score'], side: 'query' | 'key') =>
  score === 'dot' || score === 'scaled-dot' || (score === 'bilinear' && side === 'key');

/** rows ← what the rows of x are compared as: projected, or of length 1. */
export function projectOnCpu(
  runtime: CpuRuntime,
  score: AttentionAttributes['score'],
  x: StridedMatrix,
  rows: number,
  width: number,
  weight: number,
  into: number,
  compared: number,
): void {
  if (score !== 'cosine') {
    runtime.multiply(rows, compared, width, x, rowMajor(weight, compared), into, compared, 1, false);
    return;
  }
  const { floats } = runtime;
  for (let row = 0; row < rows; row++) {
    const from = x.at + row * x.row;
    const inverse = inverseLength(floats, from, width);
    for (let i = 0; i < width; i++) floats[into + row * width + i] = floats[from + i] * inverse;
  }
}

/**
 * The gradient of `project`: that of x, added to dx, from g, that of the projected rows; and, where there is a weight, the
 * weight's, added to dw.
 */
export function projectGradient(
  runtime: CpuRuntime,
  score: AttentionAttributes['score'],
  x: StridedMatrix,
  rows: number,
  width: number,
  weight: number,
  g: number,
  compared: number,
  dx: StridedMatrix,
  dw: number,
): void {
  if (score !== 'cosine') {
    const back = transposedBlock(weight, compared);
    runtime.multiply(rows, width, compared, rowMajor(g, compared), back, dx.at, dx.row, 1, true);
    const columns = { at: x.at, row: x.column, column: x.row };
    runtime.multiply(width, compared, rows, columns, rowMajor(g, compared), dw, compared, 1, true);
    return;
  }
  const { floats } = runtime;
  for (let row = 0; row < rows; row++) {
    const from = x.at + row * x.row;
    const inverse = inverseLength(floats, from, width);
    let along = 0;
    for (let i = 0; i < width; i++) along += floats[g + row * width + i] * floats[from + i] * inverse;
    for (let i = 0; i < width; i++) {
      floats[dx.at + row * dx.row + i] += inverse * (floats[g + row * width + i] - along * floats[from + i] * inverse);
    }
  }
}

/** 1 / the length of a vector; 0 where that is 0, so that it is like no other. */
function inverseLength(floats: Float32Array, at: number, width: number): number {
  let square = 0;
  for (let i = at; i < at + width; i++) square += floats[i] * floats[i];
  return square > 0 ? 1 / Math.sqrt(square) : 0;
}
