import { exp4 } from './functions';
import { lanes, loadSome, storeSome } from './vectors';

export function softmax(at: usize, rows: i32, columns: i32, stride: usize, scale: f32): void {
  const scales = f32x4.splat(scale);
  const some = columns & 3;
  const whole: usize = 4 * <usize>(columns - some);
  for (let row = 0; row < rows; row++, at += stride) {
    const end = at + whole;
    let most4 = loadSome(end, some, -Infinity);
    for (let i = at; i < end; i += 16) most4 = f32x4.max(most4, v128.load(i));
    const high = f32x4.max(most4, v128.shuffle<f32>(most4, most4, 2, 3, 0, 1));
    const highest = f32x4.max(high, v128.shuffle<f32>(high, high, 1, 0, 3, 2));
    // Nothing may be attended: all 0.
    const none = f32x4.extract_lane(highest, 0) == -Infinity;
    const most = none ? f32x4.splat(0) : highest;
    let sums = f32x4.splat(0);
    for (let i = at; i < end; i += 16) {
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(i), most), scales));
      v128.store(i, e);
      sums = f32x4.add(sums, e);
    }
    if (some) {
      const e = exp4(f32x4.mul(f32x4.sub(loadSome(end, some, -Infinity), most), scales));
      storeSome(end, some, e);
      sums = f32x4.add(sums, e);
    }
    const share = f32x4.splat(none ? 0 : 1 / lanes(sums));
    for (let i = at; i < end; i += 16) v128.store(i, f32x4.mul(v128.load(i), share));
    storeSome(end, some, f32x4.mul(loadSome(end, some, 0), share));
  }
}

export function softmaxGradient(p: usize, g: usize, rows: i32, columns: i32, stride: usize, scale: f32): void {
  const scales = f32x4.splat(scale);
  const some = columns & 3;
  const whole: usize = 4 * <usize>(columns - some);
  for (let row = 0; row < rows; row++, p += stride, g += stride) {
    let sums = f32x4.mul(loadSome(p + whole, some, 0), loadSome(g + whole, some, 0));
    for (let i: usize = 0; i < whole; i += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(p + i), v128.load(g + i)));
    const mean = f32x4.splat(lanes(sums));
    for (let i: usize = 0; i < whole; i += 16) {
      v128.store(g + i, f32x4.mul(f32x4.mul(scales, v128.load(p + i)), f32x4.sub(v128.load(g + i), mean)));
    }
    const last = f32x4.sub(loadSome(g + whole, some, 0), mean);
    storeSome(g + whole, some, f32x4.mul(f32x4.mul(scales, loadSome(p + whole, some, 0)), last));
  }
}

export function addRow(at: usize, row: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let i = 0;
    for (; i + 4 <= columns; i += 4, at += 16) v128.store(at, f32x4.add(v128.load(at), v128.load(row + 4 * <usize>i)));
    for (; i < columns; i++, at += 4) store<f32>(at, load<f32>(at) + load<f32>(row + 4 * <usize>i));
  }
}

export function addColumnSums(sums: usize, at: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let to = sums;
    let i = 0;
    for (; i + 4 <= columns; i += 4, at += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(at)));
    for (; i < columns; i++, at += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(at));
  }
}
