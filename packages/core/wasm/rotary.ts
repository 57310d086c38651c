/** Turns pairs (i, i + half) of the first 2 half numbers of each head; tables [rows, half]. */
export function rotate(x: usize, rows: i32, heads: i32, width: i32, half: i32, cosines: usize, sines: usize): void {
  const step: usize = 4 * <usize>half;
  for (let row = 0; row < rows; row++, cosines += step, sines += step) {
    for (let head = 0; head < heads; head++, x += 4 * <usize>width) {
      let at: usize = 0;
      for (; at + 16 <= step; at += 16) {
        const one = v128.load(x + at);
        const other = v128.load(x + at + step);
        const c = v128.load(cosines + at);
        const s = v128.load(sines + at);
        v128.store(x + at, f32x4.sub(f32x4.mul(one, c), f32x4.mul(other, s)));
        v128.store(x + at + step, f32x4.add(f32x4.mul(other, c), f32x4.mul(one, s)));
      }
      for (; at < step; at += 4) {
        const one = load<f32>(x + at);
        const other = load<f32>(x + at + step);
        const c = load<f32>(cosines + at);
        const s = load<f32>(sines + at);
        store<f32>(x + at, one * c - other * s);
        store<f32>(x + at + step, other * c + one * s);
      }
    }
  }
}
