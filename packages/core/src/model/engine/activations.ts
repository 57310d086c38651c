import type { Activation } from './engine.js';

const tanhScale = Math.sqrt(2 / Math.PI);

/** Value of each activation, in float64. */
export const activations: Readonly<Record<Activation, (x: number) => number>> = {
  gelu: (x) => (x / 2) * (1 + erf(x * Math.SQRT1_2)),
  'gelu-tanh': (x) => (x / 2) * (1 + Math.tanh(tanhScale * (x + 0.044715 * x * x * x))),
  'quick-gelu': (x) => x / (1 + Math.exp(-1.702 * x)),
  silu: (x) => x / (1 + Math.exp(-x)),
  relu: (x) => Math.max(0, x),
  tanh: Math.tanh,
};

/**
 * Error function: the series of DLMF 7.6.2 near 0, where no term has another sign, and beyond 2.5 the continued fraction of
 * DLMF 7.9.2, which takes as many terms for all.
 */
export function erf(x: number): number {
  const far = Math.abs(x);
  if (far > 6) return Math.sign(x);
  const bell = Math.exp(-x * x);
  if (far > 2.5) {
    let fraction = far;
    for (let n = 40; n > 0; n--) fraction = far + n / 2 / fraction;
    return Math.sign(x) * (1 - bell / fraction / Math.sqrt(Math.PI));
  }
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * bell * sum;
}
