// Weights as files store them, made float32: eight outputs beside each other.

/** Stored types, by the numbers that src/model/engine/wasm/panels.ts has for them. */
export const F32: i32 = 0;
export const F16: i32 = 1;
export const BF16: i32 = 2;
// And 3: int8.

/** Exact for all but infinity and NaN: the bits where float32 has them, times the difference of the biases of the exponents. */
// @ts-ignore: decorator
@inline
function half4(x: v128): v128 {
  const magnitude = i32x4.shl(v128.and(x, i32x4.splat(0x7fff)), 13);
  const sign = i32x4.shl(v128.and(x, i32x4.splat(0x8000)), 16);
  return v128.or(f32x4.mul(magnitude, f32x4.splat(5.192296858534828e33)), sign);
}

/** Bytes of a number. */
// @ts-ignore: decorator
@inline
export function bytesOf(type: i32): usize {
  return type == F32 ? 4 : type == F16 || type == BF16 ? 2 : 1;
}

/** `count` rows of eight numbers at `from`, to float32 at `to`. Of int8, times one factor a column unless `scales` is 0. */
export function widen(type: i32, from: usize, count: i32, scales: usize, to: usize): void {
  const end = to + 32 * <usize>count;
  if (type == F16) {
    for (; to < end; to += 32, from += 16) {
      const x = v128.load(from);
      v128.store(to, half4(i32x4.extend_low_i16x8_u(x)));
      v128.store(to, half4(i32x4.extend_high_i16x8_u(x)), 16);
    }
  } else if (type == BF16) {
    for (; to < end; to += 32, from += 16) {
      const x = v128.load(from);
      v128.store(to, i32x4.shl(i32x4.extend_low_i16x8_u(x), 16));
      v128.store(to, i32x4.shl(i32x4.extend_high_i16x8_u(x), 16), 16);
    }
  } else {
    const one = f32x4.splat(1);
    const first = scales ? v128.load(scales) : one;
    const second = scales ? v128.load(scales, 16) : one;
    for (; to < end; to += 32, from += 8) {
      const x = v128.load_ext<i8>(from);
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(x)), first));
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(x)), second), 16);
    }
  }
}

/** One number of a type. */
// @ts-ignore: decorator
@inline
export function wide(type: i32, at: usize): f32 {
  if (type == F32) return load<f32>(at);
  if (type == F16) return f32x4.extract_lane(half4(i32x4.splat(load<u16>(at))), 0);
  if (type == BF16) return reinterpret<f32>(<i32>load<u16>(at) << 16);
  return <f32>load<i8>(at);
}
