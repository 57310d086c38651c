import { type GLKernel, program } from './gl-kernel.js';

const sum = program({
  inputs: ['a', 'b'],
  body: `
void compute(int i) {
  result = a(i) + b(i);
}`,
});

/** Sum of two arrays of equal shapes. */
export const add: GLKernel<object> = (gl, { a, b }) => gl.draw(sum, a.shape, { a, b });
