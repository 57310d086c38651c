import type { LinearAttributes } from '../../ops/linear.js';
import { type GLArray, type GLKernel, type GLRunner, program } from './gl-kernel.js';
import { softmaxRows } from './softmax.js';

const activations = { none: 0, softmax: 0, relu: 1, tanh: 2, sigmoid: 3 } as const;

const forward = program({
  inputs: ['x', 'weight', 'bias'],
  ints: ['inputs', 'outputs', 'hasBias', 'activation'],
  body: `
void compute(int i) {
  int from = i / outputs * inputs;
  int row = i % outputs * inputs;
  float sum = 0.0;
  for (int k = 0; k < inputs; k++) sum += x(from + k) * weight(row + k);
  if (hasBias == 1) sum += bias(i % outputs);
  result = activation == 1 ? max(sum, 0.0) : activation == 2 ? tanh(sum) : activation == 3 ? 1.0 / (1.0 + exp(-sum)) : sum;
}`,
});

const throughActivation = program({
  inputs: ['y', 'upstream'],
  ints: ['activation'],
  body: `
void compute(int i) {
  float t = y(i);
  float slope = activation == 1 ? (t > 0.0 ? 1.0 : 0.0) : activation == 2 ? 1.0 - t * t : t * (1.0 - t);
  result = slope * upstream(i);
}`,
});

const throughSoftmax = program({
  inputs: ['y', 'upstream'],
  ints: ['columns'],
  body: `
void compute(int i) {
  int row = i - i % columns;
  float mean = 0.0;
  for (int k = 0; k < columns; k++) mean += y(row + k) * upstream(row + k);
  result = y(i) * (upstream(i) - mean);
}`,
});

/** g·W: the gradient of x, added to another one if there is one. */
const inputGradient = program({
  inputs: ['g', 'weight', 'more'],
  ints: ['inputs', 'outputs', 'hasMore'],
  body: `
void compute(int i) {
  int row = i / inputs * outputs;
  int column = i % inputs;
  float sum = hasMore == 1 ? more(i) : 0.0;
  for (int k = 0; k < outputs; k++) sum += g(row + k) * weight(k * inputs + column);
  result = sum;
}`,
});

/** gᵀ·x: the gradient of the weight. */
const weightGradient = program({
  inputs: ['g', 'x'],
  ints: ['inputs', 'outputs', 'rows'],
  body: `
void compute(int i) {
  int atG = i / inputs;
  int atX = i % inputs;
  float sum = 0.0;
  for (int row = 0; row < rows; row++, atG += outputs, atX += inputs) sum += g(atG) * x(atX);
  result = sum;
}`,
});

const columnSums = program({
  inputs: ['g'],
  ints: ['columns', 'rows'],
  body: `
void compute(int i) {
  float sum = 0.0;
  for (int row = 0; row < rows; row++) sum += g(row * columns + i);
  result = sum;
}`,
});

/** activation(x Wᵀ + b). */
export function applyLinear(
  gl: GLRunner,
  x: GLArray,
  weight: GLArray,
  bias: GLArray | undefined,
  activation: LinearAttributes['activation'],
): GLArray {
  const [outputs, inputs] = weight.shape;
  const numbers = { inputs, outputs, hasBias: bias !== undefined, activation: activations[activation] };
  const [y] = gl.draw(forward, [...x.shape.slice(0, -1), outputs], { x, weight, bias }, numbers);
  return activation === 'softmax' ? softmaxRows(gl, y, outputs) : y;
}

/** The gradient of x, plus `more`. */
export function toInput(gl: GLRunner, g: GLArray, weight: GLArray, shape: readonly number[], more?: GLArray): GLArray {
  const [outputs, inputs] = weight.shape;
  return gl.draw(inputGradient, shape, { g, weight, more }, { inputs, outputs, hasMore: more !== undefined })[0];
}

/** The gradient of a weight of this shape. */
export function toWeight(gl: GLRunner, g: GLArray, x: GLArray, [outputs, inputs]: readonly number[]): GLArray {
  return gl.draw(weightGradient, [outputs, inputs], { g, x }, { inputs, outputs, rows: x.size / inputs })[0];
}

/** The sum of the rows of g. */
export function sumRows(gl: GLRunner, g: GLArray, columns: number): GLArray {
  return gl.draw(columnSums, [columns], { g }, { columns, rows: g.size / columns })[0];
}

/** The gradient of what an activation was given, from its output y. */
export function throughTanh(gl: GLRunner, y: GLArray, upstream: GLArray): GLArray {
  return gl.draw(throughActivation, y.shape, { y, upstream }, { activation: activations.tanh })[0];
}

export const linear: GLKernel<LinearAttributes> = (gl, { x, weight, bias }, { activation }) => [
  applyLinear(gl, x, weight, bias, activation),
];

export const linearGradient: GLKernel<LinearAttributes> = (gl, { x, weight, y, upstream }, { activation }) => {
  const [outputs] = weight.shape;
  let g = upstream;
  if (activation === 'softmax') [g] = gl.draw(throughSoftmax, y.shape, { y, upstream }, { columns: outputs });
  else if (activation !== 'none') {
    [g] = gl.draw(throughActivation, y.shape, { y, upstream }, { activation: activations[activation] });
  }
  return [toInput(gl, g, weight, x.shape), toWeight(gl, g, x, weight.shape), sumRows(gl, g, outputs)];
};
