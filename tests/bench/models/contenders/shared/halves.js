/** Codes of the nearest float16 below, of numbers smaller than 65504. */
export function halvesOf(values) {
  const scaled = Float32Array.from(values, (value) => value * 2 ** -112);
  const bits = new Uint32Array(scaled.buffer);
  return Uint16Array.from(bits, (word) => ((word >>> 16) & 0x8000) | ((word & 0x7fffffff) >>> 13));
}
