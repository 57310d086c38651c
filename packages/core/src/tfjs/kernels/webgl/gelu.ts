import type { GeluAttributes } from '../../ops/linear.js';
import { type GLKernel, program } from './gl-kernel.js';

/**
 * Of each form, the share of x that passes and how fast it grows with x. `erf` is by Abramowitz & Stegun 1964, 7.1.26: at most
 * 1.5e-7 off. Far out tanh is taken as 1: some devices give NaN for the exponential that they make it of.
 */
const forms = {
  erf: `
float erf(float x) {
  float t = 1.0 / (1.0 + 0.3275911 * abs(x));
  float tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return sign(x) * (1.0 - tail * exp(-x * x));
}
float share(float x) { return 0.5 * (1.0 + erf(x * 0.70710678118)); }
float growth(float x) { return 0.39894228040 * exp(-0.5 * x * x); }`,
  tanh: `
float bend(float x) { return tanh(clamp(0.79788456080 * (x + 0.044715 * x * x * x), -15.0, 15.0)); }
float share(float x) { return 0.5 * (1.0 + bend(x)); }
float growth(float x) {
  float t = bend(x);
  return 0.5 * (1.0 - t * t) * 0.79788456080 * (1.0 + 0.134145 * x * x);
}`,
} as const;

const programsOf = (form: GeluAttributes['form']) => ({
  forward: program({
    inputs: ['x'],
    body: `${forms[form]}
void compute(int i) {
  result = x(i) * share(x(i));
}`,
  }),
  backward: program({
    inputs: ['x', 'upstream'],
    body: `${forms[form]}
void compute(int i) {
  float at = x(i);
  result = upstream(i) * (share(at) + at * growth(at));
}`,
  }),
});

const programs = { erf: programsOf('erf'), tanh: programsOf('tanh') };

export const geluOnWebgl: GLKernel<GeluAttributes> = (gl, { x }, { form }) =>
  gl.draw(programs[form].forward, x.shape, { x });
export const geluGradientOnWebgl: GLKernel<GeluAttributes> = (gl, { x, upstream }, { form }) =>
  gl.draw(programs[form].backward, x.shape, { x, upstream });
