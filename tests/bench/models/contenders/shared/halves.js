/** Codes of the nearest float16 below, of numbers smaller than 65504. Plain loops: there are 85 million. */
export function halvesOf(values) {
  const scaled = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) scaled[at] = values[at] * 2 ** -112;
  const bits = new Uint32Array(scaled.buffer);
  const codes = new Uint16Array(values.length);
  for (let at = 0; at < codes.length; at++) codes[at] = ((bits[at] >>> 16) & 0x8000) | ((bits[at] & 0x7fffffff) >>> 13);
  return codes;
}
