import { exp4, tanh4 } from './functions';

/** erf, a few units of the last place off (the rational function of Eigen's generic_fast_erf). */
// @ts-ignore: decorator
@inline
function erf4(given: v128): v128 {
  const x = f32x4.min(f32x4.max(given, f32x4.splat(-4)), f32x4.splat(4));
  const s = f32x4.mul(x, x);
  let p = f32x4.splat(-2.72614225801306e-10);
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(2.77068142495902e-8));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-2.10102402082508e-6));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-5.69250639462346e-5));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-7.34990630326855e-4));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-2.954599808540250e-3));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-1.60960333262415e-2));
  let q = f32x4.splat(-1.45660718464996e-5);
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(-2.13374055278905e-4));
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(-1.68282697438203e-3));
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(-7.37332916720468e-3));
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(-1.42647390514189e-2));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** x (1 + erf(x / √2)) / 2, at most 1.1e-6 off, of what is above 1 relatively. */
export function gelu(at: usize, count: i32): void {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const root = f32x4.splat(0.70710678118654752);
  for (let end = at + 4 * <usize>count; at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, f32x4.mul(f32x4.mul(x, half), f32x4.add(one, erf4(f32x4.mul(x, root)))));
  }
}

/** x (1 + tanh(√(2 / π) (x + 0.044715 x³))) / 2. */
export function geluTanh(at: usize, count: i32): void {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const scale = f32x4.splat(0.79788456080286536);
  const cubic = f32x4.splat(0.044715);
  for (let end = at + 4 * <usize>count; at < end; at += 16) {
    const x = v128.load(at);
    const inner = f32x4.add(x, f32x4.mul(f32x4.mul(f32x4.mul(x, x), x), cubic));
    v128.store(at, f32x4.mul(f32x4.mul(x, half), f32x4.add(one, tanh4(f32x4.mul(scale, inner)))));
  }
}

/** x / (1 + exp(−slope x)): SiLU, and with a slope of 1.702 the quick GELU. */
export function silu(at: usize, count: i32, slope: f32): void {
  const one = f32x4.splat(1);
  const down = f32x4.splat(-slope);
  for (let end = at + 4 * <usize>count; at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, f32x4.div(x, f32x4.add(one, exp4(f32x4.mul(x, down)))));
  }
}

/** cap × tanh(x / cap). */
export function cap(at: usize, count: i32, most: f32): void {
  const high = f32x4.splat(most);
  for (let end = at + 4 * <usize>count; at < end; at += 16) {
    v128.store(at, f32x4.mul(high, tanh4(f32x4.div(v128.load(at), high))));
  }
}
