// The inner loops of src/tfjs/machine in AssemblyScript, for WebAssembly with SIMD. `npm run build-wasm` compiles this file to
// src/tfjs/machine/simd-module.ts. Addresses are in bytes, steps from row to row and column to column too; counts are in
// numbers. What begins at SCRATCH is used within a call only; src/tfjs/machine/simd.ts hands out the memory from 64 kB on.

/** A panel of b, BLOCK rows of eight columns, then a tile of results. */
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

/** Σ of four lanes. */
// @ts-ignore: decorator
@inline
function lanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
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

/** exp, at most 2e-7 off relatively (Cephes' expf); 0 below the smallest normal number. */
// @ts-ignore: decorator
@inline
function exp4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(-87.33));
  const inside = f32x4.min(f32x4.max(x, f32x4.splat(-87.33)), f32x4.splat(88.7));
  const n = f32x4.nearest(f32x4.mul(inside, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(inside, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), tiny);
}

/** tanh, a few units of the last place off (the rational function of Eigen's ptanh). */
// @ts-ignore: decorator
@inline
function tanh4(given: v128): v128 {
  const x = f32x4.min(f32x4.max(given, f32x4.splat(-7.90531110763549805)), f32x4.splat(7.90531110763549805));
  const s = f32x4.mul(x, x);
  let p = f32x4.splat(-2.76076847742355e-16);
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(2.00018790482477e-13));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-8.60467152213735e-11));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(5.12229709037114e-8));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(1.48572235717979e-5));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(6.37261928875436e-4));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(4.89352455891786e-3));
  let q = f32x4.splat(1.19825839466702e-6);
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(1.18534705686654e-4));
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(2.26843463243900e-3));
  q = f32x4.add(f32x4.mul(q, s), f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** Up to four numbers, the others `rest`. */
// @ts-ignore: decorator
@inline
function loadSome(from: usize, count: i32, rest: f32): v128 {
  let x = f32x4.splat(rest);
  if (count > 0) x = f32x4.replace_lane(x, 0, load<f32>(from));
  if (count > 1) x = f32x4.replace_lane(x, 1, load<f32>(from, 4));
  if (count > 2) x = f32x4.replace_lane(x, 2, load<f32>(from, 8));
  return x;
}

// @ts-ignore: decorator
@inline
function storeSome(to: usize, count: i32, x: v128): void {
  if (count > 0) store<f32>(to, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(x, 2), 8);
}

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
