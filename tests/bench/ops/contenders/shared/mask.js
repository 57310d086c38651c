/** What Keras and PyTorch's exporter add to scores: 0 where the key is not later than the query, else a number far below them. */
export function causalMask(tokens) {
  return Float32Array.from({ length: tokens * tokens }, (_, i) => (i % tokens <= Math.floor(i / tokens) ? 0 : -1e9));
}
