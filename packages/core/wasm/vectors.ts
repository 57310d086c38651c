// What vectors of four numbers are made of and into.

/** Σ of four lanes. */
// @ts-ignore: decorator
@inline
export function lanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** Up to four numbers, the others `rest`. */
// @ts-ignore: decorator
@inline
export function loadSome(from: usize, count: i32, rest: f32): v128 {
  let x = f32x4.splat(rest);
  if (count > 0) x = f32x4.replace_lane(x, 0, load<f32>(from));
  if (count > 1) x = f32x4.replace_lane(x, 1, load<f32>(from, 4));
  if (count > 2) x = f32x4.replace_lane(x, 2, load<f32>(from, 8));
  return x;
}

// @ts-ignore: decorator
@inline
export function storeSome(to: usize, count: i32, x: v128): void {
  if (count > 0) store<f32>(to, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(x, 2), 8);
}
