import type { Machine } from '../../machine/machine.js';
import { type Block, type CpuKernel, type Inputs, put, rowMajor, take, transposed } from './cpu-kernel.js';

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
function weigh(machine: Machine, { x, weight, bias, context, mask }: Inputs): Layout {
  const [positions, width] = x.shape.slice(-2);
  const total = x.values.length / width;
  const hidden = weight.shape[0];
  machine.begin();
  const atX = machine.alloc(x.values.length);
  const atW = machine.alloc(weight.values.length);
  const inner = context ? machine.alloc(total * hidden) : atX;
  const vector = context ? machine.alloc(hidden) : atW;
  const row = machine.alloc(hidden);
  const weights = machine.alloc(total);
  put(machine, atX, x);
  put(machine, atW, weight);
  const score = (from: number, length: number) =>
    machine.multiply(total, 1, length, rowMajor(from, length), rowMajor(vector, 1), weights, 1, 1, false);
  if (context) {
    put(machine, vector, context);
    machine.multiply(total, hidden, width, rowMajor(atX, width), transposed(atW, width), inner, hidden, 1, false);
    if (bias) machine.addRow(inner, put(machine, row, bias), total, hidden);
    machine.activate('tanh', inner, total * hidden);
    score(inner, hidden);
  } else {
    score(atX, width);
    // The same for all positions, and so without effect but for rounding: left in for the sake of agreement.
    const { floats } = machine;
    if (bias) for (let i = 0; i < total; i++) floats[weights + i] += bias.values[0];
  }
  const { floats } = machine;
  if (mask) for (let i = 0; i < total; i++) if (!mask.values[i]) floats[weights + i] = -Infinity;
  machine.softmax(weights, total / positions, positions, positions, 1);
  return { groups: total / positions, positions, width, hidden, x: atX, weight: atW, inner, vector, weights };
}

/** The weighted sum of each group of positions, and the weights. */
export const pooling: CpuKernel<object> = (machine, inputs) => {
  const { shape } = inputs.x;
  const { groups, positions, width, x, weights } = weigh(machine, inputs);
  const pooled = machine.alloc(groups * width);
  for (let group = 0; group < groups; group++) {
    const row = rowMajor(weights + group * positions, positions);
    const values = rowMajor(x + group * positions * width, width);
    machine.multiply(1, width, positions, row, values, pooled + group * width, width, 1, false);
  }
  return [take(machine, pooled, [...shape.slice(0, -2), width]), take(machine, weights, shape.slice(0, -1))];
};

/** Gradients of x, of the weight, of the bias, and of the context. */
export const poolingGradient: CpuKernel<object> = (machine, inputs) => {
  const { x, weight, context, upstream, upstreamWeights } = inputs;
  const { groups, positions, width, hidden, ...at } = weigh(machine, inputs);
  const total = groups * positions;
  const dy = machine.alloc(groups * width);
  const g = machine.alloc(total);
  const dx = machine.alloc(total * width);
  const dw = machine.alloc(weight.values.length);
  const db = machine.alloc(hidden);
  const dv = machine.alloc(hidden);
  const dinner = machine.alloc(context ? total * hidden : 0);
  put(machine, dy, upstream);
  put(machine, g, upstreamWeights);
  for (let group = 0; group < groups; group++) {
    const values = rowMajor(at.x + group * positions * width, width);
    const row = rowMajor(dy + group * width, 1);
    machine.multiply(positions, 1, width, values, row, g + group * positions, 1, 1, true);
    // Of x as what is summed: the weight of its position times the upstream of its group.
    const weights = rowMajor(at.weights + group * positions, 1);
    const from = rowMajor(dy + group * width, width);
    machine.multiply(positions, width, 1, weights, from, dx + group * positions * width, width, 1, false);
  }
  machine.softmaxGradient(at.weights, g, groups, positions, positions, 1);
  const { floats } = machine;
  const scores = rowMajor(g, 1);
  if (!context) {
    machine.multiply(total, width, 1, scores, rowMajor(at.vector, width), dx, width, 1, true);
    machine.multiply(1, width, total, transposed(g, 1), rowMajor(at.x, width), dw, width, 1, false);
    // A shift of all scores changes no weight.
    floats.fill(0, db, db + hidden);
    return [take(machine, dx, x.shape), take(machine, dw, weight.shape), take(machine, db, [hidden])];
  }
  machine.multiply(1, hidden, total, transposed(g, 1), rowMajor(at.inner, hidden), dv, hidden, 1, false);
  machine.multiply(total, hidden, 1, scores, rowMajor(at.vector, hidden), dinner, hidden, 1, false);
  machine.activateGradient('tanh', at.inner, dinner, total * hidden);
  machine.multiply(total, width, hidden, rowMajor(dinner, hidden), rowMajor(at.weight, width), dx, width, 1, true);
  machine.multiply(hidden, width, total, transposed(dinner, hidden), rowMajor(at.x, width), dw, width, 1, false);
  floats.fill(0, db, db + hidden);
  machine.addColumnSums(db, dinner, total, hidden);
  const gradients: Block[] = [take(machine, dx, x.shape), take(machine, dw, weight.shape)];
  return [...gradients, take(machine, db, [hidden]), take(machine, dv, context.shape)];
};
