import type { CpuKernel } from './cpu-kernel.js';

/** The error function by Abramowitz & Stegun 1964, 7.1.26: at most 1.5e-7 off. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const positive = 1 - tail * Math.exp(-x * x);
  return x < 0 ? -positive : positive;
}

/** x Φ(x), Φ the distribution function of the standard normal (Hendrycks & Gimpel 2016). */
export const gelu: CpuKernel<object> = (_machine, { x }) => {
  const values = new Float32Array(x.values.length);
  for (let i = 0; i < values.length; i++) values[i] = 0.5 * x.values[i] * (1 + erf(x.values[i] * Math.SQRT1_2));
  return [{ values, shape: x.shape }];
};

export const geluGradient: CpuKernel<object> = (_machine, { x, upstream }) => {
  const values = new Float32Array(x.values.length);
  const density = 1 / Math.sqrt(2 * Math.PI);
  for (let i = 0; i < values.length; i++) {
    const at = x.values[i];
    const slope = 0.5 * (1 + erf(at * Math.SQRT1_2)) + at * density * Math.exp(-0.5 * at * at);
    values[i] = upstream.values[i] * slope;
  }
  return [{ values, shape: x.shape }];
};
