import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';
import type { LinearAttributes } from '../../ops/linear.js';
import { type KernelArray, type CpuKernel, put, rowMajor, take, transposedBlock } from './cpu-kernel.js';

/** activation(x Wᵀ + b) of rows x. */
export const linearOnCpu: CpuKernel<LinearAttributes> = (runtime, { x, weight, bias }, { activation }) => {
  const [outputs, inputs] = weight.shape;
  const rows = x.values.length / inputs;
  runtime.begin();
  const atX = runtime.alloc(x.values.length);
  const atW = runtime.alloc(weight.values.length);
  const atB = runtime.alloc(outputs);
  const y = runtime.alloc(rows * outputs);
  put(runtime, atX, x);
  put(runtime, atW, weight);
  runtime.multiply(rows, outputs, inputs, rowMajor(atX, inputs), transposedBlock(atW, inputs), y, outputs, 1, false);
  if (bias) runtime.addRow(y, put(runtime, atB, bias), rows, outputs);
  if (activation === 'softmax') runtime.softmax(y, rows, outputs, outputs, 1);
  else if (activation !== 'none') runtime.activate(activation, y, rows * outputs);
  return [take(runtime, y, [...x.shape.slice(0, -1), outputs])];
};

/** Gradients of x, of the weight, and of the bias. */
export const linearGradientOnCpu: CpuKernel<LinearAttributes> = (runtime, given, { activation }) => {
  const { x, weight, y, upstream } = given;
  const [outputs, inputs] = weight.shape;
  const rows = x.values.length / inputs;
  runtime.begin();
  const atX = runtime.alloc(x.values.length);
  const atW = runtime.alloc(weight.values.length);
  const atY = runtime.alloc(activation === 'none' ? 0 : rows * outputs);
  const g = runtime.alloc(rows * outputs);
  const dx = runtime.alloc(x.values.length);
  const dw = runtime.alloc(weight.values.length);
  const db = runtime.alloc(outputs);
  put(runtime, atX, x);
  put(runtime, atW, weight);
  put(runtime, g, upstream);
  if (activation !== 'none') backThrough(runtime, activation, y, atY, g, rows, outputs);
  runtime.multiply(rows, inputs, outputs, rowMajor(g, outputs), rowMajor(atW, inputs), dx, inputs, 1, false);
  runtime.multiply(outputs, inputs, rows, transposedBlock(g, outputs), rowMajor(atX, inputs), dw, inputs, 1, false);
  runtime.floats.fill(0, db, db + outputs);
  runtime.addColumnSums(db, g, rows, outputs);
  return [take(runtime, dx, x.shape), take(runtime, dw, weight.shape), take(runtime, db, [outputs])];
};

/** Makes g, the gradient of the output y, that of what the activation was given. */
function backThrough(
  runtime: CpuRuntime,
  activation: Exclude<LinearAttributes['activation'], 'none'>,
  y: KernelArray,
  atY: number,
  g: number,
  rows: number,
  outputs: number,
): void {
  put(runtime, atY, y);
  if (activation === 'softmax') runtime.softmaxGradient(atY, g, rows, outputs, outputs, 1);
  else runtime.activateGradient(activation, atY, g, rows * outputs);
}
