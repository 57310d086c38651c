import { type GLKernel, program } from './gl-kernel.js';

/** The error function by Abramowitz & Stegun 1964, 7.1.26: at most 1.5e-7 off. */
const erf = `
float erf(float x) {
  float t = 1.0 / (1.0 + 0.3275911 * abs(x));
  float tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return sign(x) * (1.0 - tail * exp(-x * x));
}`;

const forward = program({
  inputs: ['x'],
  body: `${erf}
void compute(int i) {
  result = 0.5 * x(i) * (1.0 + erf(x(i) * 0.70710678118));
}`,
});

const backward = program({
  inputs: ['x', 'upstream'],
  body: `${erf}
void compute(int i) {
  float at = x(i);
  result = upstream(i) * (0.5 * (1.0 + erf(at * 0.70710678118)) + at * 0.39894228040 * exp(-0.5 * at * at));
}`,
});

export const gelu: GLKernel<object> = (gl, { x }) => gl.draw(forward, x.shape, { x });
export const geluGradient: GLKernel<object> = (gl, { x, upstream }) => gl.draw(backward, x.shape, { x, upstream });
