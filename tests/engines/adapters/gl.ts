import { attention, attentionWeights } from '@attn-elements/core/gl';
import type { Engine } from '../engine.js';

/** WebGL2 on the page's one context, float32. */
export const glEngine: Engine = {
  name: 'gl',
  tolerance: { forward: 2e-5, gradient: 2e-4 },
  operations: {
    async attention(query, key, value, options) {
      const { output, weights } = await attention(query, key, value, { ...options, weights: true });
      return { output, weights: weights! };
    },
    attentionWeights: (scores, options) => attentionWeights({ scores }, options),
  },
};
