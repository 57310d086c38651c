import { type Dense, rounded } from '../dense.js';

export type GeluForm = 'erf' | 'tanh';

/**
 * Gaussian error linear unit, x Φ(x) of each value (Hendrycks & Gimpel 2016, 2): exact (`erf`, the default, as torch's), or
 * x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))) (`tanh`, as GPT-2's). Same shape.
 */
export function gelu(input: Dense, form: GeluForm = 'erf'): Dense {
  const scale = Math.sqrt(2 / Math.PI);
  const values = Float64Array.from(input.values, (x) =>
    form === 'erf'
      ? (x / 2) * (1 + erf(x * Math.SQRT1_2))
      : (x / 2) * (1 + Math.tanh(scale * (x + 0.044715 * x * x * x))),
  );
  return rounded(values, input.shape, input);
}

/** 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!! (DLMF 7.6.2): no term has another sign, so no digit is lost. */
function erf(x: number): number {
  // 1 − erf(6) is 2e-17, less than a float64 next to 1 can tell.
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
