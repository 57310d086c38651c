import { linear, norm } from './plans.js';

const sizes = { batch: 32, tokens: 16, symbols: 10, width: 64, heads: 4, layers: 2, hidden: 128 };
const { batch, tokens, symbols, width, layers, hidden } = sizes;

/** Sine and cosine side by side (Vaswani et al. 2017, 3.5). */
const positions = Float32Array.from({ length: tokens * width }, (_, at) => {
  const [position, i] = [Math.floor(at / width), at % width];
  const angle = position / 10_000 ** ((i - (i % 2)) / width);
  return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
});

/**
 * The encoder of Vaswani et al. 2017: embeddings and sines, then in each layer self-attention and an MLP with ReLU, twice as
 * wide inside, each added to what came in and normed; the names are GPT-2's. It learns to say its tokens backwards.
 */
export const encoder = {
  sizes,
  rate: 3e-3,
  plans: {
    'transformer.wte.weight': { shape: [symbols, width], begins: 1 },
    'transformer.wpe.weight': { shape: [tokens, width], fixed: positions },
    ...Object.assign(
      {},
      ...Array.from({ length: layers }, (_, i) => `transformer.h.${i}`).map((block) => ({
        ...norm(`${block}.ln_1`, width),
        ...linear(`${block}.attn.c_attn`, width, 3 * width),
        ...linear(`${block}.attn.c_proj`, width, width),
        ...norm(`${block}.ln_2`, width),
        ...linear(`${block}.mlp.c_fc`, width, hidden),
        ...linear(`${block}.mlp.c_proj`, hidden, width),
      })),
    ),
    ...linear('lm_head', width, symbols),
  },
  draw(next) {
    const shape = [batch, tokens];
    const values = Int32Array.from({ length: batch * tokens }, () => Math.floor(symbols * next()));
    const labels = values.map((_, i) => values[i - (i % tokens) + tokens - 1 - (i % tokens)]);
    return { tokens: { shape, values }, labels: { shape, values: labels } };
  },
};
