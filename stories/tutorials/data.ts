import { vectors } from '../data/matrices.js';

const text = (value: unknown) =>
  JSON.stringify(value, (_, item) => (ArrayBuffer.isView(item) ? Array.from(item as Float32Array) : item));

/** Units of three stacked softmax layers, one row each: what `visualize_attention` draws. */
export const layers = text(
  [3, 5, 7].map((step) => {
    const scores = Array.from({ length: 10 }, (_, unit) => Math.exp(2 * Math.sin(unit * step)));
    const sum = scores.reduce((total, score) => total + score);
    return [[scores.map((score) => score / sum)]];
  }),
);

/** `torch.eye(10)`. */
export const eye = text(
  Array.from({ length: 10 }, (_, row) => Array.from({ length: 10 }, (_, column) => Number(row === column))),
);

const tokens = ['the', 'cat', 'sat', 'on', 'the', 'mat'];
/** Queries, keys and values of one head. */
export const head = text({ queries: vectors(7, 6, 16), keys: vectors(8, 6, 16), values: vectors(9, 6, 4), tokens });
/** The same for four heads. */
export const heads = text({
  queries: vectors(1, 4, 6, 8),
  keys: vectors(2, 4, 6, 8),
  values: vectors(3, 4, 6, 8),
  tokens,
});
/** One head, 64 wide: what scaling is for. */
export const wide = text({ queries: vectors(7, 6, 64), keys: vectors(8, 6, 64), values: vectors(9, 6, 4), tokens });
/** Queries that are their own keys, with a weight of the bilinear score that is not symmetric. */
export const selves = text({
  queries: vectors(4, 6, 8),
  keys: vectors(4, 6, 8),
  score_weight: vectors(5, 8, 8),
  tokens,
});
export { features, gates, opinion, review } from '../data/inputs.js';
/** Embeddings of eight tokens, 16 wide. */
export const embeddings = text(vectors(11, 8, 16));
