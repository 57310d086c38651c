/** Heads of the layer that is drawn, as in one of BERT base or GPT-2. */
export const HEADS = 12;

/** Weight of each token on itself, in every head: where the judge looks for lines. */
const OWN = 0.6;

/** A layer of attention [head, query, key]: most of each row on the token itself, the rest spread at random. Rows sum to 1. */
export function attention(count) {
  const values = new Float32Array(HEADS * count * count);
  let state = 1;
  for (let row = 0; row < HEADS * count; row++) {
    const start = row * count;
    let sum = 0;
    for (let key = 0; key < count; key++) {
      state = (state * 48271) % 2147483647;
      values[start + key] = (state / 2147483647) ** 4;
      sum += values[start + key];
    }
    for (let key = 0; key < count; key++) values[start + key] *= (1 - OWN) / sum;
    values[start + (row % count)] += OWN;
  }
  return values;
}

export const words = (count) => Array.from({ length: count }, (_, i) => `token${i}`);
