import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';
import { type KernelArray, type CpuKernel, type Inputs, put, rowMajor, take, transposedBlock } from './cpu-kernel.js';

/**
 * Memory of a pooling call. `inner` holds tanh(x Wᵀ + b), or x itself where there is no context; `vector` the context, or the
 * weight's one row; `weights` a row of weights each group of positions.
 */
interface Layout {
  readonly groups: number;
  readonly positions: number;
  readonly width: number;
  readonly hidden: number;
  readonly x: number;
  readonly weight: number;
  readonly inner: number;
  readonly vector: number;
  readonly weights: number;
}

/** The weights of every group; the same for both directions, so that nothing but the inputs has to be kept. */
function weigh(runtime: CpuRuntime, { x, weight, bias, context, mask }: Inputs): Layout {
  const [positions, width] = x.shape.slice(-2);
  const total = x.values.length / width;
  const hidden = weight.shape[0];
  runtime.begin();
  const atX = runtime.alloc(x.values.length);
  const atW = runtime.alloc(weight.values.length);
  const inner = context ? runtime.alloc(total * hidden) : atX;
  const vector = context ? runtime.alloc(hidden) : atW;
  const row = runtime.alloc(hidden);
  const weights = runtime.alloc(total);
  put(runtime, atX, x);
  put(runtime, atW, weight);
  const score = (from: number, length: number) =>
    runtime.multiply(total, 1, length, rowMajor(from, length), rowMajor(vector, 1), weights, 1, 1, false);
  if (context) {
    put(runtime, vector, context);
    runtime.multiply(total, hidden, width, rowMajor(atX, width), transposedBlock(atW, width), inner, hidden, 1, false);
    if (bias) runtime.addRow(inner, put(runtime, row, bias), total, hidden);
    runtime.activate('tanh', inner, total * hidden);
    score(inner, hidden);
  } else {
    score(atX, width);
    // The same for all positions, and so without effect but for rounding: left in for the sake of agreement.
    const { floats } = runtime;
    if (bias) for (let i = 0; i < total; i++) floats[weights + i] += bias.values[0];
  }
  const { floats } = runtime;
  if (mask) for (let i = 0; i < total; i++) if (!mask.values[i]) floats[weights + i] = -Infinity;
  runtime.softmax(weights, total / positions, positions, positions, 1);
  return { groups: total / positions, positions, width, hidden, x: atX, weight: atW, inner, vector, weights };
}

/** The weighted sum of each group of positions, and the weights. */
export const poolingOnCpu: CpuKernel<object> = (runtime, inputs) => {
  const { shape } = inputs.x;
  const { groups, positions, width, x, weights } = weigh(runtime, inputs);
  const pooled = runtime.alloc(groups * width);
  for (let group = 0; group < groups; group++) {
    const row = rowMajor(weights + group * positions, positions);
    const values = rowMajor(x + group * positions * width, width);
    runtime.multiply(1, width, positions, row, values, pooled + group * width, width, 1, false);
  }
  return [take(runtime, pooled, [...shape.slice(0, -2), width]), take(runtime, weights, shape.slice(0, -1))];
};

/** Gradients of x, of the weight, of the bias, and of the context. */
export const poolingGradientOnCpu: CpuKernel<object> = (runtime, inputs) => {
  const { x, weight, context, upstream, upstreamWeights } = inputs;
  const { groups, positions, width, hidden, ...at } = weigh(runtime, inputs);
  const total = groups * positions;
  const dy = runtime.alloc(groups * width);
  const g = runtime.alloc(total);
  const dx = runtime.alloc(total * width);
  const dw = runtime.alloc(weight.values.length);
  const db = runtime.alloc(hidden);
  const dv = runtime.alloc(hidden);
  const dinner = runtime.alloc(context ? total * hidden : 0);
  put(runtime, dy, upstream);
  put(runtime, g, upstreamWeights);
  for (let group = 0; group < groups; group++) {
    const values = rowMajor(at.x + group * positions * width, width);
    const row = rowMajor(dy + group * width, 1);
    runtime.multiply(positions, 1, width, values, row, g + group * positions, 1, 1, true);
    // Of x as what is summed: the weight of its position times the upstream of its group.
    const weights = rowMajor(at.weights + group * positions, 1);
    const from = rowMajor(dy + group * width, width);
    runtime.multiply(positions, width, 1, weights, from, dx + group * positions * width, width, 1, false);
  }
  runtime.softmaxGradient(at.weights, g, groups, positions, positions, 1);
  const { floats } = runtime;
  const scores = rowMajor(g, 1);
  if (!context) {
    runtime.multiply(total, width, 1, scores, rowMajor(at.vector, width), dx, width, 1, true);
    runtime.multiply(1, width, total, transposedBlock(g, 1), rowMajor(at.x, width), dw, width, 1, false);
    // A shift of all scores changes no weight.
    floats.fill(0, db, db + hidden);
    return [take(runtime, dx, x.shape), take(runtime, dw, weight.shape), take(runtime, db, [hidden])];
  }
  runtime.multiply(1, hidden, total, transposedBlock(g, 1), rowMajor(at.inner, hidden), dv, hidden, 1, false);
  runtime.multiply(total, hidden, 1, scores, rowMajor(at.vector, hidden), dinner, hidden, 1, false);
  runtime.activateGradient('tanh', at.inner, dinner, total * hidden);
  runtime.multiply(total, width, hidden, rowMajor(dinner, hidden), rowMajor(at.weight, width), dx, width, 1, true);
  runtime.multiply(hidden, width, total, transposedBlock(dinner, hidden), rowMajor(at.x, width), dw, width, 1, false);
  floats.fill(0, db, db + hidden);
  runtime.addColumnSums(db, dinner, total, hidden);
  const gradients: KernelArray[] = [take(runtime, dx, x.shape), take(runtime, dw, weight.shape)];
  return [...gradients, take(runtime, db, [hidden]), take(runtime, dv, context.shape)];
};
