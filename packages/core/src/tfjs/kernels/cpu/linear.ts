import type { Machine } from '../../machine/machine.js';
import type { LinearAttributes } from '../../ops/linear.js';
import { type Block, type CpuKernel, put, rowMajor, take, transposed } from './cpu-kernel.js';

/** activation(x Wᵀ + b) of rows x. */
export const linear: CpuKernel<LinearAttributes> = (machine, { x, weight, bias }, { activation }) => {
  const [outputs, inputs] = weight.shape;
  const rows = x.values.length / inputs;
  machine.begin();
  const atX = machine.alloc(x.values.length);
  const atW = machine.alloc(weight.values.length);
  const atB = machine.alloc(outputs);
  const y = machine.alloc(rows * outputs);
  put(machine, atX, x);
  put(machine, atW, weight);
  machine.multiply(rows, outputs, inputs, rowMajor(atX, inputs), transposed(atW, inputs), y, outputs, 1, false);
  if (bias) machine.addRow(y, put(machine, atB, bias), rows, outputs);
  if (activation === 'softmax') machine.softmax(y, rows, outputs, outputs, 1);
  else if (activation !== 'none') machine.activate(activation, y, rows * outputs);
  return [take(machine, y, [...x.shape.slice(0, -1), outputs])];
};

/** Gradients of x, of the weight, and of the bias. */
export const linearGradient: CpuKernel<LinearAttributes> = (machine, given, { activation }) => {
  const { x, weight, y, upstream } = given;
  const [outputs, inputs] = weight.shape;
  const rows = x.values.length / inputs;
  machine.begin();
  const atX = machine.alloc(x.values.length);
  const atW = machine.alloc(weight.values.length);
  const atY = machine.alloc(activation === 'none' ? 0 : rows * outputs);
  const g = machine.alloc(rows * outputs);
  const dx = machine.alloc(x.values.length);
  const dw = machine.alloc(weight.values.length);
  const db = machine.alloc(outputs);
  put(machine, atX, x);
  put(machine, atW, weight);
  put(machine, g, upstream);
  if (activation !== 'none') backThrough(machine, activation, y, atY, g, rows, outputs);
  machine.multiply(rows, inputs, outputs, rowMajor(g, outputs), rowMajor(atW, inputs), dx, inputs, 1, false);
  machine.multiply(outputs, inputs, rows, transposed(g, outputs), rowMajor(atX, inputs), dw, inputs, 1, false);
  machine.floats.fill(0, db, db + outputs);
  machine.addColumnSums(db, g, rows, outputs);
  return [take(machine, dx, x.shape), take(machine, dw, weight.shape), take(machine, db, [outputs])];
};

/** Makes g, the gradient of the output y, that of what the activation was given. */
function backThrough(
  machine: Machine,
  activation: Exclude<LinearAttributes['activation'], 'none'>,
  y: Block,
  atY: number,
  g: number,
  rows: number,
  outputs: number,
): void {
  put(machine, atY, y);
  if (activation === 'softmax') machine.softmaxGradient(atY, g, rows, outputs, outputs, 1);
  else machine.activateGradient(activation, atY, g, rows * outputs);
}
