import type { Architecture, AttentionBlock, Layer, NormWeights } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { embeddingOf, times } from '../blocks/decoder.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { nextTokenHead } from '../blocks/output-head.js';
import { postNorm, preNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import { MOST_TOKENS } from '../config.js';
import type { Family } from './family.js';

/** Marian's translators (Junczys-Dowmunt et al. 2018): the first transformer's layout, positions by sines and then cosines. */
export const marian: Family = {
  modelTypes: ['marian'],
  describe(config, named): Architecture {
    const names = named.withPrefixes(['model.']);
    const vocabulary = config.count('vocab_size');
    const activation = config.activation('activation_function', 'gelu');
    const isPre = config.flag('normalize_before', false);
    const residual = isPre ? preNorm : postNorm;
    const stack = (side: 'encoder' | 'decoder') => {
      const sizes = sizesOf(config, {
        width: 'd_model',
        layers: `${side}_layers`,
        heads: `${side}_attention_heads`,
      });
      const { width } = sizes;
      const inner = config.count(`${side}_ffn_dim`);
      const norm = (name: string): NormWeights => layerNorm(names, name, width, 1e-5);
      const attention = (at: number, name: string, causal: boolean): AttentionBlock => {
        const to = (map: string) => `${side}.layers.${at}.${name}.${map}_proj`;
        return attentionBlock(names, { query: to('q'), key: to('k'), value: to('v'), output: to('out') }, sizes, {
          causal,
        });
      };
      const isDecoder = side === 'decoder';
      const layers = times(sizes.layers, (at): Layer => {
        const to = (name: string) => `${side}.layers.${at}.${name}`;
        return {
          attention: residual(attention(at, 'self_attn', isDecoder), norm(to('self_attn_layer_norm'))),
          cross: isDecoder ? residual(attention(at, 'encoder_attn', false), norm(to('encoder_attn_layer_norm'))) : null,
          mlp: residual(
            plainMlp(names, to('fc1'), to('fc2'), { width, inner, activation }),
            norm(to('final_layer_norm')),
          ),
          isParallel: false,
        };
      });
      return {
        layers,
        norm: config.flag('normalize_embedding', false) ? norm(`${side}.layernorm_embedding`) : null,
        finalNorm: config.flag('add_final_layer_norm', false) ? norm(`${side}.layer_norm`) : null,
        relativeBias: null,
      };
    };
    const width = config.count('d_model');
    const table = names.find('shared.weight', 'encoder.embed_tokens.weight', 'decoder.embed_tokens.weight');
    const isShared = config.flag('share_encoder_decoder_embeddings', true);
    const embedding = (side: string) => {
      const own = isShared ? null : names.optional(`${side}.embed_tokens.weight`);
      const scale = config.flag('scale_embedding', false) ? Math.sqrt(width) : 1;
      return embeddingOf(own ?? table, { vocabulary, width }, { scale, positions: { kind: 'sines' } });
    };
    const decoderEmbedding = embedding('decoder');
    const padding = config.token('pad_token_id');
    return {
      modelType: 'marian',
      width,
      maxTokens: config.count('max_position_embeddings', { most: MOST_TOKENS }),
      embedding: embedding('encoder'),
      patches: null,
      decoderEmbedding,
      stack: stack('encoder'),
      decoder: { ...stack('decoder'), startToken: config.token('decoder_start_token_id') ?? padding ?? 0 },
      head: nextTokenHead({
        weight: names.optional('lm_head.weight') ?? decoderEmbedding.table,
        bias: names.optional('final_logits_bias'),
        inputs: width,
        outputs: vocabulary,
      }),
      tokens: { padding, end: config.tokens('eos_token_id') },
      labels: null,
    };
  },
};
