import { fusedAttention } from '../blocks/attention.js';
import { decoderOf, embeddingOf, times } from '../blocks/decoder.js';
import { interleavedOf, linearMap } from '../blocks/linear.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { nextTokenHead, vocabularyMap } from '../blocks/output-head.js';
import { preNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import { ropeOfConfig } from '../rope-of-config.js';
import type { Family } from './family.js';

/** GPT-NeoX and Pythia (Black et al. 2022): queries, keys and values of a head beside each other, attention and MLP in parallel. */
export const gptNeox: Family = {
  modelTypes: ['gpt_neox'],
  describe(config, named) {
    const names = named.withPrefixes(['gpt_neox.']);
    const sizes = sizesOf(config);
    const { width, layers, heads, headWidth } = sizes;
    const vocabulary = config.count('vocab_size');
    const epsilon = config.positive('layer_norm_eps', 1e-5);
    const inner = config.count('intermediate_size');
    const activation = config.activation('hidden_act', 'gelu');
    const isParallel = config.flag('use_parallel_residual', true);
    const rope = ropeOfConfig(config, { headWidth, share: 0.25 });
    const table = names.find('embed_in.weight');
    const maps = (at: number) => {
      const fused = (part: number) =>
        linearMap(names, `layers.${at}.attention.query_key_value`, width, width, {
          part: interleavedOf(part, heads, headWidth),
        });
      const output = linearMap(names, `layers.${at}.attention.dense`, width, width);
      return { query: fused(0), key: fused(1), value: fused(2), output };
    };
    const isTied = config.flag('tie_word_embeddings', false);
    return decoderOf(config, {
      embedding: embeddingOf(table, { vocabulary, width }),
      layers: times(layers, (at) => ({
        attention: preNorm(
          fusedAttention(maps(at), sizes, { causal: true, rope }),
          layerNorm(names, `layers.${at}.input_layernorm`, width, epsilon),
        ),
        cross: null,
        mlp: preNorm(
          plainMlp(names, `layers.${at}.mlp.dense_h_to_4h`, `layers.${at}.mlp.dense_4h_to_h`, {
            width,
            inner,
            activation,
          }),
          layerNorm(names, `layers.${at}.post_attention_layernorm`, width, epsilon),
        ),
        isParallel,
      })),
      finalNorm: layerNorm(names, 'final_layer_norm', width, epsilon),
      // A model that was saved without its output has none to say.
      head:
        isTied || names.has('embed_out.weight', 'lm_head.weight')
          ? nextTokenHead(
              vocabularyMap(names, ['embed_out', 'lm_head'], table, { inputs: width, outputs: vocabulary, isTied }),
            )
          : null,
    });
  },
};
