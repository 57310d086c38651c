import { linear, weight } from './plans.js';

const sizes = { batch: 32, sentences: 6, words: 12, vocabulary: 60, width: 32, classes: 2 };
const { batch, sentences, words, vocabulary, width, classes } = sizes;

/**
 * Words pooled into sentences, and sentences into a document, by attention (Yang et al. 2016, 2.2, without its recurrent encoders).
 * Sentences have four words at least; the first word of a document decides of its class.
 */
export const hierarchy = {
  sizes,
  rate: 1e-2,
  plans: {
    'emb.weight': { shape: [vocabulary, width], begins: 1 },
    ...linear('ww', width, width),
    ...weight('uw', width, 1),
    ...linear('ws', width, width),
    ...weight('us', width, 1),
    ...linear('fc', width, classes),
  },
  draw(next) {
    const shape = [batch, sentences, words];
    const values = new Int32Array(batch * sentences * words);
    const mask = new Int32Array(values.length);
    for (let start = 0; start < values.length; start += words) {
      const length = 4 + Math.floor((words - 3) * next());
      for (let at = start; at < start + length; at++) {
        values[at] = Math.floor(vocabulary * next());
        mask[at] = 1;
      }
    }
    const firstWord = (document) => values[document * sentences * words];
    const labels = Int32Array.from({ length: batch }, (_, i) => Math.floor((classes * firstWord(i)) / vocabulary));
    return {
      words: { shape, values },
      mask: { shape, values: mask },
      labels: { shape: [batch], values: labels },
    };
  },
};
