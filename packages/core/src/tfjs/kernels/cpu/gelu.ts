import type { GeluAttributes } from '../../ops/linear.js';
import type { CpuKernel } from './cpu-kernel.js';

/** The error function by Abramowitz & Stegun 1964, 7.1.26: at most 1.5e-7 off. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const positive = 1 - tail * Math.exp(-x * x);
  return x < 0 ? -positive : positive;
}

const scale = Math.sqrt(2 / Math.PI);
const density = 1 / Math.sqrt(2 * Math.PI);

/** The share of x that passes and how fast it grows with x, of each form: Φ(x), exactly or nearly. */
const forms = {
  erf: {
    share: (x: number) => 0.5 * (1 + erf(x * Math.SQRT1_2)),
    growth: (x: number) => density * Math.exp(-0.5 * x * x),
  },
  tanh: {
    share: (x: number) => 0.5 * (1 + Math.tanh(scale * (x + 0.044715 * x * x * x))),
    growth: (x: number) => {
      const t = Math.tanh(scale * (x + 0.044715 * x * x * x));
      return 0.5 * (1 - t * t) * scale * (1 + 3 * 0.044715 * x * x);
    },
  },
} as const;

/** x Φ(x), Φ the distribution function of the standard normal (Hendrycks & Gimpel 2016). */
export const geluOnCpu: CpuKernel<GeluAttributes> = (_runtime, { x }, { form }) => {
  const { share } = forms[form];
  const values = new Float32Array(x.values.length);
  for (let i = 0; i < values.length; i++) values[i] = x.values[i] * share(x.values[i]);
  return [{ values, shape: x.shape }];
};

export const geluGradientOnCpu: CpuKernel<GeluAttributes> = (_runtime, { x, upstream }, { form }) => {
  const { share, growth } = forms[form];
  const values = new Float32Array(x.values.length);
  for (let i = 0; i < values.length; i++) {
    const at = x.values[i];
    values[i] = upstream.values[i] * (share(at) + at * growth(at));
  }
  return [{ values, shape: x.shape }];
};
