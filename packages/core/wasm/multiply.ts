import { lanes } from './vectors';

/** A panel of b, BLOCK rows of eight columns, then a tile of results: used within a call only. */
const SCRATCH: usize = 1024;
/** Rows of b at a time: what is read of a panel stays in the first cache. */
const BLOCK: i32 = 256;
const TILE: usize = SCRATCH + 32 * <usize>BLOCK;

// @ts-ignore: decorator
@inline
function min(a: i32, b: i32): i32 {
  return a < b ? a : b;
}

/** Four rows by eight columns of a·b in registers. */
// @ts-ignore: decorator
@inline
function tile4(k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, scale: v128, add: bool): void {
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let l = 0; l < k; l++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    a += aColumn;
    a1 += aColumn;
    a2 += aColumn;
    a3 += aColumn;
    b += bRow;
  }
  write(c, s00, s01, scale, add);
  write(c + cRow, s10, s11, scale, add);
  write(c + 2 * cRow, s20, s21, scale, add);
  write(c + 3 * cRow, s30, s31, scale, add);
}

// @ts-ignore: decorator
@inline
function tile1(k: i32, a: usize, aColumn: usize, b: usize, bRow: usize, c: usize, scale: v128, add: bool): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  for (let l = 0; l < k; l++) {
    const x = v128.load_splat<f32>(a);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    a += aColumn;
    b += bRow;
  }
  write(c, s0, s1, scale, add);
}

// @ts-ignore: decorator
@inline
function write(c: usize, s0: v128, s1: v128, scale: v128, add: bool): void {
  s0 = f32x4.mul(s0, scale);
  s1 = f32x4.mul(s1, scale);
  if (add) {
    s0 = f32x4.add(s0, v128.load(c));
    s1 = f32x4.add(s1, v128.load(c, 16));
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
}

/** Copies `columns` (up to 8) columns of b into the panel, zeros beyond them. */
function pack(k: i32, columns: i32, b: usize, bRow: usize, bColumn: usize): void {
  let to = SCRATCH;
  let l = 0;
  if (columns == 8 && bRow == 4) {
    // Columns without gaps: four numbers of four columns at a time, turned.
    for (; l + 4 <= k; l += 4, to += 128, b += 16) {
      for (let half: usize = 0; half < 2; half++) {
        const from = b + 4 * half * bColumn;
        const r0 = v128.load(from);
        const r1 = v128.load(from + bColumn);
        const r2 = v128.load(from + 2 * bColumn);
        const r3 = v128.load(from + 3 * bColumn);
        const lo01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
        const hi01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const lo23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const hi23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        const at = to + 16 * half;
        v128.store(at, v128.shuffle<f64>(lo01, lo23, 0, 2));
        v128.store(at, v128.shuffle<f64>(lo01, lo23, 1, 3), 32);
        v128.store(at, v128.shuffle<f64>(hi01, hi23, 0, 2), 64);
        v128.store(at, v128.shuffle<f64>(hi01, hi23, 1, 3), 96);
      }
    }
  }
  for (; l < k; l++, to += 32, b += bRow) {
    for (let j = 0; j < 8; j++) {
      store<f32>(to + 4 * <usize>j, j < columns ? load<f32>(b + <usize>j * bColumn) : 0);
    }
  }
}

/** c ← scale × a·b for a single column b, rows of a and the column without gaps. */
function multiplyColumn(m: i32, k: i32, a: usize, aRow: usize, b: usize, c: usize, cRow: usize, scale: f32, add: bool): void {
  const whole = k & ~3;
  for (let i = 0; i < m; i++, a += aRow, c += cRow) {
    let sums = f32x4.splat(0);
    let l = 0;
    for (; l < whole; l += 4) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(a + 4 * <usize>l), v128.load(b + 4 * <usize>l)));
    }
    let sum = lanes(sums);
    for (; l < k; l++) sum += load<f32>(a + 4 * <usize>l) * load<f32>(b + 4 * <usize>l);
    store<f32>(c, scale * sum + (add ? load<f32>(c) : 0));
  }
}

export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  scale: f32,
  add: bool,
): void {
  if (n == 1 && aColumn == 4 && bRow == 4) {
    multiplyColumn(m, k, a, aRow, b, c, cRow, scale, add);
    return;
  }
  const scales = f32x4.splat(scale);
  // At least once, so that a sum of nothing is written too.
  for (let from = 0; from == 0 || from < k; from += BLOCK) {
    const depth = min(BLOCK, k - from);
    const more = add || from > 0;
    for (let j = 0; j < n; j += 8) {
      const columns = min(8, n - j);
      let panel = b + <usize>from * bRow + <usize>j * bColumn;
      let step = bRow;
      // A panel that is read often is worth copying, also where it could be read as it is but far between rows.
      if (columns < 8 || bColumn != 4 || (m >= 64 && bRow > 256)) {
        pack(depth, columns, panel, bRow, bColumn);
        panel = SCRATCH;
        step = 32;
      }
      for (let i = 0; i < m; ) {
        const from4 = a + <usize>i * aRow + <usize>from * aColumn;
        const to = c + <usize>i * cRow + 4 * <usize>j;
        const rows = i + 4 <= m ? 4 : 1;
        if (columns == 8) {
          if (rows == 4) tile4(depth, from4, aRow, aColumn, panel, step, to, cRow, scales, more);
          else tile1(depth, from4, aColumn, panel, step, to, scales, more);
        } else {
          if (rows == 4) tile4(depth, from4, aRow, aColumn, panel, step, TILE, 32, scales, false);
          else tile1(depth, from4, aColumn, panel, step, TILE, scales, false);
          for (let row: usize = 0; row < <usize>rows; row++) {
            for (let column: usize = 0; column < <usize>columns; column++) {
              const at = to + row * cRow + 4 * column;
              const sum = load<f32>(TILE + 32 * row + 4 * column);
              store<f32>(at, more ? load<f32>(at) + sum : sum);
            }
          }
        }
        i += rows;
      }
    }
  }
}
