import { type GLKernel, program } from './gl-kernel.js';

/** Sums of every `stride`-th value: parts of a sum, made side by side. */
const parts = program({
  inputs: ['x', 'target'],
  ints: ['size', 'stride'],
  body: `
void compute(int i) {
  float sum = 0.0;
  for (int k = i; k < size; k += stride) sum += (x(k) - target(k)) * (x(k) - target(k));
  result = sum;
}`,
});

const whole = program({
  inputs: ['part'],
  ints: ['size', 'stride'],
  body: `
void compute(int i) {
  float sum = 0.0;
  for (int k = 0; k < stride; k++) sum += part(k);
  result = sum / float(size);
}`,
});

const backward = program({
  inputs: ['x', 'target', 'upstream'],
  ints: ['size'],
  body: `
void compute(int i) {
  result = 2.0 * upstream(0) / float(size) * (x(i) - target(i));
}`,
});

export const squaredErrorOnWebgl: GLKernel<object> = (gl, { x, target }) => {
  const stride = Math.ceil(Math.sqrt(x.size));
  const numbers = { size: x.size, stride };
  const [part] = gl.draw(parts, [stride], { x, target }, numbers);
  return gl.draw(whole, [], { part }, numbers);
};

export const squaredErrorGradientOnWebgl: GLKernel<object> = (gl, { x, target, upstream }) =>
  gl.draw(backward, x.shape, { x, target, upstream }, { size: x.size });
