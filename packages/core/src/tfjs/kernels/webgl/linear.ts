import type { LinearAttributes } from '../../ops/linear.js';
import { type GLArray, type GLKernel, type GLRunner, program } from './gl-kernel.js';
import { product } from './product.js';
import { softmaxRows } from './softmax.js';

const activations = { none: 0, softmax: 0, relu: 1, tanh: 2, sigmoid: 3 } as const;

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
  const [n, k] = weight.shape;
  const sizes = { m: x.size / k, n, k, turned: 'b' } as const;
  const end = { bias, activation: activations[activation] };
  const y = product(gl, x, weight, sizes, [...x.shape.slice(0, -1), n], end);
  return activation === 'softmax' ? softmaxRows(gl, y, n) : y;
}

/** g·W, the gradient of x, plus `more`. */
export function toInput(gl: GLRunner, g: GLArray, weight: GLArray, shape: readonly number[], more?: GLArray): GLArray {
  const [k, n] = weight.shape;
  return product(gl, g, weight, { m: g.size / k, n, k, turned: 'neither' }, shape, { more });
}

/** gᵀ·x, the gradient of a weight of this shape. */
export function toWeight(gl: GLRunner, g: GLArray, x: GLArray, [m, n]: readonly number[]): GLArray {
  return product(gl, g, x, { m, n, k: x.size / n, turned: 'a' }, [m, n]);
}

/** The sum of the rows of g. */
export function sumRows(gl: GLRunner, g: GLArray, columns: number): GLArray {
  return gl.draw(columnSums, [columns], { g }, { columns, rows: g.size / columns })[0];
}

/** The gradient of what an activation was given, from its output y. */
export function throughTanh(gl: GLRunner, y: GLArray, upstream: GLArray): GLArray {
  return gl.draw(throughActivation, y.shape, { y, upstream }, { activation: activations.tanh })[0];
}

export const linearOnWebgl: GLKernel<LinearAttributes> = (gl, { x, weight, bias }, { activation }) => [
  applyLinear(gl, x, weight, bias, activation),
];

export const linearGradientOnWebgl: GLKernel<LinearAttributes> = (gl, { x, weight, y, upstream }, { activation }) => {
  const [outputs] = weight.shape;
  let g = upstream;
  if (activation === 'softmax') [g] = gl.draw(throughSoftmax, y.shape, { y, upstream }, { columns: outputs });
  else if (activation !== 'none') {
    [g] = gl.draw(throughActivation, y.shape, { y, upstream }, { activation: activations[activation] });
  }
  return [toInput(gl, g, weight, x.shape), toWeight(gl, g, x, weight.shape), sumRows(gl, g, outputs)];
};
