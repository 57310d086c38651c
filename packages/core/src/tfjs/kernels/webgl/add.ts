import { type GLKernel, program } from './gl-kernel.js';

const sum = program({
  inputs: ['a', 'b'],
  body: `
void compute(int i) {
  result = a(i) + b(i);
}`,
});

/** Of equal shapes. */
export const add: GLKernel<object> = (gl, { a, b }) => gl.draw(sum, a.shape, { a, b });
