import { lanes, loadSome, storeSome } from './vectors';

/** Each row of x less its mean, over its deviation, times weight plus bias, of which 0 is none. */
export function layerNorm(x: usize, y: usize, rows: i32, columns: i32, weight: usize, bias: usize, epsilon: f32): void {
  const some = columns & 3;
  const whole: usize = 4 * <usize>(columns - some);
  const row: usize = 4 * <usize>columns;
  const zero = f32x4.splat(0);
  for (let r = 0; r < rows; r++, x += row, y += row) {
    let sums = loadSome(x + whole, some, 0);
    for (let i: usize = 0; i < whole; i += 16) sums = f32x4.add(sums, v128.load(x + i));
    const average = lanes(sums) / <f32>columns;
    const mean = f32x4.splat(average);
    const last = f32x4.sub(loadSome(x + whole, some, average), mean);
    let squares = f32x4.mul(last, last);
    for (let i: usize = 0; i < whole; i += 16) {
      const far = f32x4.sub(v128.load(x + i), mean);
      squares = f32x4.add(squares, f32x4.mul(far, far));
    }
    const scale = f32x4.splat(1 / sqrt<f32>(lanes(squares) / <f32>columns + epsilon));
    for (let i: usize = 0; i < whole; i += 16) {
      const far = f32x4.mul(f32x4.sub(v128.load(x + i), mean), scale);
      v128.store(y + i, f32x4.add(f32x4.mul(far, v128.load(weight + i)), bias ? v128.load(bias + i) : zero));
    }
    const far = f32x4.mul(f32x4.mul(last, scale), loadSome(weight + whole, some, 0));
    storeSome(y + whole, some, bias ? f32x4.add(far, loadSome(bias + whole, some, 0)) : far);
  }
}

/** Each row of x over the root of its mean square, times weight. */
export function rmsNorm(x: usize, y: usize, rows: i32, columns: i32, weight: usize, epsilon: f32): void {
  const some = columns & 3;
  const whole: usize = 4 * <usize>(columns - some);
  const row: usize = 4 * <usize>columns;
  for (let r = 0; r < rows; r++, x += row, y += row) {
    const last = loadSome(x + whole, some, 0);
    let squares = f32x4.mul(last, last);
    for (let i: usize = 0; i < whole; i += 16) {
      const one = v128.load(x + i);
      squares = f32x4.add(squares, f32x4.mul(one, one));
    }
    const scale = f32x4.splat(1 / sqrt<f32>(lanes(squares) / <f32>columns + epsilon));
    for (let i: usize = 0; i < whole; i += 16) {
      v128.store(y + i, f32x4.mul(f32x4.mul(v128.load(x + i), scale), v128.load(weight + i)));
    }
    storeSome(y + whole, some, f32x4.mul(f32x4.mul(last, scale), loadSome(weight + whole, some, 0)));
  }
}
