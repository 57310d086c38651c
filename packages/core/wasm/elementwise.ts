export function add(x: usize, y: usize, count: i32): void {
  for (let end = x + 4 * <usize>count; x < end; x += 16, y += 16) v128.store(x, f32x4.add(v128.load(x), v128.load(y)));
}

export function times(x: usize, y: usize, count: i32): void {
  for (let end = x + 4 * <usize>count; x < end; x += 16, y += 16) v128.store(x, f32x4.mul(v128.load(x), v128.load(y)));
}

export function scale(x: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (let end = x + 4 * <usize>count; x < end; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
}

/** Each row of x times the same row. */
export function timesRow(x: usize, row: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let i = 0;
    for (; i + 4 <= columns; i += 4, x += 16) v128.store(x, f32x4.mul(v128.load(x), v128.load(row + 4 * <usize>i)));
    for (; i < columns; i++, x += 4) store<f32>(x, load<f32>(x) * load<f32>(row + 4 * <usize>i));
  }
}
