import { type Dense, dense } from '../dense.js';

/** [.., tokens, heads × width] as [.., heads, tokens, width]: the features of a head lie together. */
export function splitHeads(input: Dense<Float64Array>, heads: number): Dense<Float64Array> {
  const [tokens, features] = input.shape.slice(-2);
  const width = features / heads;
  return dense(exchanged(input.values, tokens, heads, width), [...input.shape.slice(0, -2), heads, tokens, width]);
}

/** [.., heads, tokens, width] as [.., tokens, heads × width]: undoes {@link splitHeads}. */
export function joinHeads(input: Dense<Float64Array>): Dense<Float64Array> {
  const [heads, tokens, width] = input.shape.slice(-3);
  return dense(exchanged(input.values, heads, tokens, width), [...input.shape.slice(0, -3), tokens, heads * width]);
}

/** [.., a, b, width] as [.., b, a, width]. */
function exchanged(values: Float64Array, a: number, b: number, width: number): Float64Array {
  const result = new Float64Array(values.length);
  const size = a * b * width;
  for (let start = 0, from = 0; start < values.length; start += size) {
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) {
        const to = start + (j * a + i) * width;
        for (let d = 0; d < width; d++) result[to + d] = values[from++];
      }
    }
  }
  return result;
}
