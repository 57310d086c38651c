// Weights as files store them, made float32: eight outputs beside each other.

/** Stored types, by the numbers that src/model/engine/wasm/panels.ts has for them. */
export const F32: i32 = 0;
export const F16: i32 = 1;
export const BF16: i32 = 2;
export const I8: i32 = 3;

/**
 * Four float16, their signs spread to 32 bits. Exact for all but infinity and NaN: the bits where float32 has them, times the
 * difference of the biases of the exponents.
 */
// @ts-ignore: decorator
@inline
function half4(x: v128): v128 {
  const bits = v128.and(i32x4.shl(x, 13), i32x4.splat(0x8fffffff));
  return f32x4.mul(bits, f32x4.splat(5.192296858534828e33));
}

/** The first four numbers of a row of a panel. */
// @ts-ignore: decorator
@inline
export function first4(type: i32, at: usize): v128 {
  if (type == F32) return v128.load(at);
  if (type == F16) return half4(v128.load_ext<i16>(at));
  if (type == BF16) return i32x4.shl(v128.load_ext<u16>(at), 16);
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load_ext<i8>(at)));
}

/** The other four. */
// @ts-ignore: decorator
@inline
export function last4(type: i32, at: usize): v128 {
  if (type == F32) return v128.load(at, 16);
  if (type == F16) return half4(v128.load_ext<i16>(at, 8));
  if (type == BF16) return i32x4.shl(v128.load_ext<u16>(at, 8), 16);
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(v128.load_ext<i8>(at)));
}

/** Bytes of a number. */
// @ts-ignore: decorator
@inline
export function bytesOf(type: i32): usize {
  return type == F32 ? 4 : type == F16 || type == BF16 ? 2 : 1;
}

/** `count` rows of eight numbers at `from`, to float32 at `to`, times one factor a column. */
// @ts-ignore: decorator
@inline
function widenOf(type: i32, from: usize, count: i32, first: v128, second: v128, to: usize): void {
  const step = 8 * bytesOf(type);
  for (let end = to + 32 * <usize>count; to < end; to += 32, from += step) {
    const x = first4(type, from);
    const y = last4(type, from);
    v128.store(to, type == I8 ? f32x4.mul(x, first) : x);
    v128.store(to, type == I8 ? f32x4.mul(y, second) : y, 16);
  }
}

/** The same of a type that is not known before. `scales`: of int8 alone; 0 for none. */
export function widen(type: i32, from: usize, count: i32, scales: usize, to: usize): void {
  const one = f32x4.splat(1);
  if (type == F16) widenOf(F16, from, count, one, one, to);
  else if (type == BF16) widenOf(BF16, from, count, one, one, to);
  else widenOf(I8, from, count, scales ? v128.load(scales) : one, scales ? v128.load(scales, 16) : one, to);
}

/** One number of a type. */
// @ts-ignore: decorator
@inline
export function wide(type: i32, at: usize): f32 {
  if (type == F32) return load<f32>(at);
  if (type == F16) return f32x4.extract_lane(half4(i32x4.splat(load<i16>(at))), 0);
  if (type == BF16) return reinterpret<f32>(<i32>load<u16>(at) << 16);
  return <f32>load<i8>(at);
}
