import { fusedAttention } from '../blocks/attention.js';
import { decoderOf, embeddingOf, lengthOf, times } from '../blocks/decoder.js';
import { blockOf, linearMap } from '../blocks/linear.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { nextTokenHead, vocabularyMap } from '../blocks/output-head.js';
import { preNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import type { Family } from './family.js';

/** GPT-2 (Radford et al. 2019): learned positions, norms before the blocks, maps stored [inputs, outputs]. */
export const gpt2: Family = {
  modelTypes: ['gpt2'],
  describe(config, named) {
    const names = named.withPrefixes(['transformer.']);
    const sizes = sizesOf(config, { width: ['n_embd', 'hidden_size'], layers: 'n_layer', heads: 'n_head' });
    const { width, layers, headWidth } = sizes;
    const vocabulary = config.count('vocab_size');
    const epsilon = config.positive('layer_norm_epsilon', 1e-5);
    const activation = config.activation('activation_function', 'gelu_new');
    const inner = config.count(['n_inner'], { or: 4 * width });
    const table = names.find('wte.weight');
    const isScaled = config.flag('scale_attn_weights', true);
    const byLayer = config.flag('scale_attn_by_inverse_layer_idx', false);
    const maps = (at: number) => {
      const fused = (part: number) =>
        linearMap(names, `h.${at}.attn.c_attn`, width, width, { transposed: true, part: blockOf(part, width) });
      const output = linearMap(names, `h.${at}.attn.c_proj`, width, width, { transposed: true });
      return { query: fused(0), key: fused(1), value: fused(2), output };
    };
    return decoderOf(config, {
      embedding: embeddingOf(
        table,
        { vocabulary, width },
        {
          positions: {
            kind: 'learned',
            table: names.find('wpe.weight'),
            rows: lengthOf(config),
            start: 0,
            skips: null,
          },
        },
      ),
      layers: times(layers, (at) => ({
        attention: preNorm(
          fusedAttention(maps(at), sizes, {
            causal: true,
            scale: (isScaled ? 1 / Math.sqrt(headWidth) : 1) / (byLayer ? at + 1 : 1),
          }),
          layerNorm(names, `h.${at}.ln_1`, width, epsilon),
        ),
        cross: null,
        mlp: preNorm(
          plainMlp(names, `h.${at}.mlp.c_fc`, `h.${at}.mlp.c_proj`, { width, inner, activation }, true),
          layerNorm(names, `h.${at}.ln_2`, width, epsilon),
        ),
        isParallel: false,
      })),
      finalNorm: layerNorm(names, 'ln_f', width, epsilon),
      head: nextTokenHead(
        vocabularyMap(names, ['lm_head'], table, {
          inputs: width,
          outputs: vocabulary,
          isTied: config.flag('tie_word_embeddings', true),
        }),
      ),
    });
  },
};
