import { exp4, tanh4 } from './functions';

// Arrays begin and end at whole vectors: what is computed beyond the count is in nobody's array.

export function relu(at: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let end = at + 4 * <usize>count; at < end; at += 16) v128.store(at, f32x4.max(v128.load(at), zero));
}

export function reluGradient(y: usize, g: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let end = y + 4 * <usize>count; y < end; y += 16, g += 16) {
    v128.store(g, v128.and(v128.load(g), f32x4.gt(v128.load(y), zero)));
  }
}

export function tanh(at: usize, count: i32): void {
  for (let end = at + 4 * <usize>count; at < end; at += 16) v128.store(at, tanh4(v128.load(at)));
}

export function tanhGradient(y: usize, g: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let end = y + 4 * <usize>count; y < end; y += 16, g += 16) {
    const t = v128.load(y);
    v128.store(g, f32x4.mul(v128.load(g), f32x4.sub(one, f32x4.mul(t, t))));
  }
}

export function sigmoid(at: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let end = at + 4 * <usize>count; at < end; at += 16) {
    v128.store(at, f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(at))))));
  }
}

export function sigmoidGradient(y: usize, g: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let end = y + 4 * <usize>count; y < end; y += 16, g += 16) {
    const s = v128.load(y);
    v128.store(g, f32x4.mul(v128.load(g), f32x4.mul(s, f32x4.sub(one, s))));
  }
}

export function adam(
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  count: i32,
  beta1: f32,
  beta2: f32,
  rest1: f32,
  rest2: f32,
  epsilon: f32,
  rate: f32,
  correction: f32,
): void {
  for (let end = p + 4 * <usize>count; p < end; p += 16, g += 16, m += 16, v += 16) {
    const gradient = v128.load(g);
    const first = f32x4.add(f32x4.mul(v128.load(m), f32x4.splat(beta1)), f32x4.mul(gradient, f32x4.splat(rest1)));
    const square = f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(rest2));
    const second = f32x4.add(f32x4.mul(v128.load(v), f32x4.splat(beta2)), square);
    v128.store(m, first);
    v128.store(v, second);
    const under = f32x4.add(f32x4.mul(f32x4.sqrt(second), f32x4.splat(correction)), f32x4.splat(epsilon));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(first, f32x4.splat(rate)), under)));
  }
}
