import { tanh4 } from './functions';
import { lanes, loadSome, storeSome } from './vectors';

export function additive(scores: usize, stride: usize, query: usize, key: usize, v: usize, queries: i32, keys: i32, width: i32): void {
  const some = width & 3;
  const whole: usize = 4 * <usize>(width - some);
  const row: usize = 4 * <usize>width;
  for (let q = 0; q < queries; q++, query += row, scores += stride) {
    let at = key;
    for (let k: usize = 0; k < <usize>keys; k++, at += row) {
      const last = tanh4(f32x4.add(loadSome(query + whole, some, 0), loadSome(at + whole, some, 0)));
      let sums = f32x4.mul(loadSome(v + whole, some, 0), last);
      for (let i: usize = 0; i < whole; i += 16) {
        const t = tanh4(f32x4.add(v128.load(query + i), v128.load(at + i)));
        sums = f32x4.add(sums, f32x4.mul(v128.load(v + i), t));
      }
      store<f32>(scores + 4 * k, lanes(sums));
    }
  }
}

/** Up to four numbers of each; the sums that the others would go to do not exist. */
// @ts-ignore: decorator
@inline
function additiveStep(g: v128, x: v128, v: v128): v128 {
  const t = tanh4(x);
  return f32x4.mul(f32x4.mul(g, v), f32x4.sub(f32x4.splat(1), f32x4.mul(t, t)));
}

export function additiveGradient(
  upstream: usize,
  stride: usize,
  query: usize,
  key: usize,
  v: usize,
  dQuery: usize,
  dKey: usize,
  dv: usize,
  queries: i32,
  keys: i32,
  width: i32,
): void {
  const some = width & 3;
  const whole: usize = 4 * <usize>(width - some);
  const row: usize = 4 * <usize>width;
  for (let q = 0; q < queries; q++, query += row, dQuery += row, upstream += stride) {
    let at = key;
    let to = dKey;
    for (let k: usize = 0; k < <usize>keys; k++, at += row, to += row) {
      const one = load<f32>(upstream + 4 * k);
      if (one == 0) continue;
      const g = f32x4.splat(one);
      for (let i: usize = 0; i < whole; i += 16) {
        const x = f32x4.add(v128.load(query + i), v128.load(at + i));
        const inner = additiveStep(g, x, v128.load(v + i));
        v128.store(dv + i, f32x4.add(v128.load(dv + i), f32x4.mul(g, tanh4(x))));
        v128.store(dQuery + i, f32x4.add(v128.load(dQuery + i), inner));
        v128.store(to + i, f32x4.add(v128.load(to + i), inner));
      }
      if (!some) continue;
      const x = f32x4.add(loadSome(query + whole, some, 0), loadSome(at + whole, some, 0));
      const inner = additiveStep(g, x, loadSome(v + whole, some, 0));
      storeSome(dv + whole, some, f32x4.add(loadSome(dv + whole, some, 0), f32x4.mul(g, tanh4(x))));
      storeSome(dQuery + whole, some, f32x4.add(loadSome(dQuery + whole, some, 0), inner));
      storeSome(to + whole, some, f32x4.add(loadSome(to + whole, some, 0), inner));
    }
  }
}
