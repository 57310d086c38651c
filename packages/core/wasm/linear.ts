import { BF16, bytesOf, F16, F32, first4, I8, last4, wide, widen } from './widen';

// Weights lie in panels of eight outputs, [panel, input, 8], as their file stores them; what is beyond the outputs is 0.

/** Eight zeros: nobody writes there. */
const ZEROS: usize = 512;
/** A panel of as many inputs as BLOCK, widened, then a tile of results: used within a call only. */
const SCRATCH: usize = 1024;
/** Inputs at a time: what is read of a panel stays in the first cache, and of x in the second. */
const BLOCK: i32 = 256;
const TILE: usize = SCRATCH + 32 * <usize>BLOCK;

// @ts-ignore: decorator
@inline
function min(a: i32, b: i32): i32 {
  return a < b ? a : b;
}

/** x y + z, of one rounding where the machine can. */
// @ts-ignore: decorator
@inline
function madd(x: v128, y: v128, z: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_madd<f32>(x, y, z) : f32x4.add(z, f32x4.mul(x, y));
}

/** Four rows of x, packed [input, 4], by a panel, onto what stands in `prior`. */
function tile4(k: i32, a: usize, b: usize, prior: usize, priorRow: usize, c: usize, cRow: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  // One input at a time: unrolled, some engines keep sums in memory.
  for (let l = 0; l < k; l++, a += 16, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
  }
  write(c, s00, s01, prior);
  write(c + cRow, s10, s11, prior + priorRow);
  write(c + 2 * cRow, s20, s21, prior + 2 * priorRow);
  write(c + 3 * cRow, s30, s31, prior + 3 * priorRow);
}

/** One row of x by a panel as it is stored; four inputs at a time, so that no sum waits for the one before. */
// @ts-ignore: decorator
@inline
function tileOf(type: i32, k: i32, a: usize, b: usize, scales: usize, prior: usize, c: usize): void {
  const step = 8 * bytesOf(type);
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let l = k;
  for (; l >= 4; l -= 4, a += 16, b += 4 * step) {
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, first4(type, b), s00);
    s01 = madd(x, last4(type, b), s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, first4(type, b + step), s10);
    s11 = madd(x, last4(type, b + step), s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, first4(type, b + 2 * step), s20);
    s21 = madd(x, last4(type, b + 2 * step), s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, first4(type, b + 3 * step), s30);
    s31 = madd(x, last4(type, b + 3 * step), s31);
  }
  for (; l > 0; l--, a += 4, b += step) {
    const x = v128.load_splat<f32>(a);
    s00 = madd(x, first4(type, b), s00);
    s01 = madd(x, last4(type, b), s01);
  }
  let s0 = f32x4.add(f32x4.add(s00, s10), f32x4.add(s20, s30));
  let s1 = f32x4.add(f32x4.add(s01, s11), f32x4.add(s21, s31));
  if (type == I8 && scales) {
    s0 = f32x4.mul(s0, v128.load(scales));
    s1 = f32x4.mul(s1, v128.load(scales, 16));
  }
  write(c, s0, s1, prior);
}

/** The same of a type that is not known before. */
function tile1(type: i32, k: i32, a: usize, b: usize, scales: usize, prior: usize, c: usize): void {
  if (type == F32) tileOf(F32, k, a, b, scales, prior, c);
  else if (type == F16) tileOf(F16, k, a, b, scales, prior, c);
  else if (type == BF16) tileOf(BF16, k, a, b, scales, prior, c);
  else tileOf(I8, k, a, b, scales, prior, c);
}

// @ts-ignore: decorator
@inline
function write(c: usize, s0: v128, s1: v128, prior: usize): void {
  v128.store(c, f32x4.add(s0, v128.load(prior)));
  v128.store(c, f32x4.add(s1, v128.load(prior, 16)), 16);
}

/** Rows of x, in fours, [four, input, 4]; zeros where a four is not full. */
function packRows(m: i32, depth: i32, x: usize, xRow: usize, to: usize): void {
  for (let i = 0; i < m; i += 4) {
    const rows = min(4, m - i);
    for (let row = 0; row < 4; row++) {
      let at = to + 4 * <usize>row;
      if (row < rows) {
        let from = x + <usize>(i + row) * xRow;
        for (let l = 0; l < depth; l++, at += 16, from += 4) store<f32>(at, load<f32>(from));
      } else {
        for (let l = 0; l < depth; l++, at += 16) store<f32>(at, 0);
      }
    }
    to += 16 * <usize>depth;
  }
}

/**
 * y ← x Wᵀ + bias: x [m, k], y [m, n].
 * @param scales one factor an output, of int8; 0 for none
 * @param bias 0 for none
 * @param packed room for m rows, rounded up to whole fours, of at most 256 numbers each
 */
export function linear(
  m: i32,
  n: i32,
  k: i32,
  x: usize,
  weights: usize,
  type: i32,
  scales: usize,
  bias: usize,
  y: usize,
  packed: usize,
): void {
  const size: usize = 8 * bytesOf(type);
  const yRow: usize = 4 * <usize>n;
  // One row takes all at once, and widens as it goes.
  const block = m == 1 ? k : BLOCK;
  for (let from = 0; from < k; from += block) {
    const depth = min(block, k - from);
    const isFirst = from == 0;
    if (m > 1) packRows(m, depth, x + 4 * <usize>from, 4 * <usize>k, packed);
    for (let j = 0; j < n; j += 8) {
      let panel = weights + size * (<usize>(j >> 3) * <usize>k + <usize>from);
      const column: usize = 4 * <usize>j;
      const factors = scales ? scales + column : 0;
      if (type != F32 && m > 1) {
        widen(type, panel, depth, factors, SCRATCH);
        panel = SCRATCH;
      }
      const columns = min(8, n - j);
      for (let i = 0; i < m; i += 4) {
        const rows = min(4, m - i);
        const to = y + <usize>i * yRow + column;
        // What stands there already: the bias, the same for all rows, or the sums so far.
        const prior = isFirst ? (bias ? bias + column : ZEROS) : to;
        const priorRow: usize = isFirst ? 0 : yRow;
        const isWhole = columns == 8 && (rows == 4 || m == 1);
        const a = packed + 4 * <usize>i * <usize>depth;
        if (m == 1) tile1(type, depth, x, panel, factors, isWhole ? prior : ZEROS, isWhole ? to : TILE);
        else if (isWhole) tile4(depth, a, panel, prior, priorRow, to, yRow);
        else tile4(depth, a, panel, ZEROS, 0, TILE, 32);
        if (isWhole) continue;
        for (let row: usize = 0; row < <usize>rows; row++) {
          for (let at: usize = 0; at < 4 * <usize>columns; at += 4) {
            store<f32>(to + row * yRow + at, load<f32>(TILE + 32 * row + at) + load<f32>(prior + row * priorRow + at));
          }
        }
      }
    }
  }
}

/** Row `id` of a table [outputs, k], at `to`. */
export function gather(table: usize, type: i32, k: i32, id: i32, scale: f32, to: usize): void {
  const size = bytesOf(type);
  let at = table + size * (8 * <usize>(id >> 3) * <usize>k + <usize>(id & 7));
  for (let i = 0; i < k; i++, at += 8 * size, to += 4) store<f32>(to, scale * wide(type, at));
}
