import { reason } from '../../errors.js';
import type { Architecture, AttentionBlock, Layer, MlpBlock } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { embeddingOf, times } from '../blocks/decoder.js';
import { gatedMlp, plainMlp } from '../blocks/mlp.js';
import { rmsNorm } from '../blocks/norm.js';
import { nextTokenHead, vocabularyMap } from '../blocks/output-head.js';
import { preNorm } from '../blocks/residual.js';
import { type Sizes, sizesOf } from '../blocks/sizes.js';
import { type ModelConfig, MOST_TOKENS } from '../config.js';
import type { Activation } from '../engine/engine.js';
import type { TensorNames } from '../tensor-names.js';
import type { Family } from './family.js';

/** `feed_forward_proj`: `relu`, or `gated-gelu`, whose GELU is the one by tanh. */
function mlpKind(config: ModelConfig): { readonly isGated: boolean; readonly activation: Activation } {
  const named = config.text('feed_forward_proj') ?? 'relu';
  const isGated = named.startsWith('gated-');
  const activation = named.replace('gated-', '');
  if (activation === 'relu' || activation === 'silu') return { isGated, activation };
  if (activation === 'gelu' || activation === 'gelu_new') {
    return { isGated, activation: isGated || activation === 'gelu_new' ? 'gelu-tanh' : 'gelu' };
  }
  throw config.fault('feed_forward_proj', reason`it must be one of ${['relu', 'gelu', 'gated-gelu', 'gated-silu']}`);
}

/** One side: layers of T5 with the bias that the first of them has for all. */
function stackOf(config: ModelConfig, names: TensorNames, side: 'encoder' | 'decoder', sizes: Sizes) {
  const { width } = sizes;
  const epsilon = config.positive('layer_norm_epsilon', 1e-6);
  const isDecoder = side === 'decoder';
  const { isGated, activation } = mlpKind(config);
  const mlpSizes = { width, inner: config.count('d_ff'), activation };
  const block = (at: number, part: number, name: string) => `${side}.block.${at}.layer.${part}.${name}`;
  const attention = (at: number, part: number, name: string, causal: boolean): AttentionBlock => {
    const to = (map: string) => block(at, part, `${name}.${map}`);
    // No factor: it is in the weights.
    return attentionBlock(names, { query: to('q'), key: to('k'), value: to('v'), output: to('o') }, sizes, {
      causal,
      scale: 1,
    });
  };
  const mlp = (at: number, part: number): MlpBlock => {
    const to = (name: string) => block(at, part, `DenseReluDense.${name}`);
    return isGated
      ? gatedMlp(names, [to('wi_0'), to('wi_1'), to('wo')], mlpSizes)
      : plainMlp(names, to('wi'), to('wo'), mlpSizes);
  };
  const norm = (at: number, part: number) => rmsNorm(names, block(at, part, 'layer_norm'), width, epsilon);
  return {
    layers: times(sizes.layers, (at): Layer => {
      const last = isDecoder ? 2 : 1;
      return {
        attention: preNorm(attention(at, 0, 'SelfAttention', isDecoder), norm(at, 0)),
        cross: isDecoder ? preNorm(attention(at, 1, 'EncDecAttention', false), norm(at, 1)) : null,
        mlp: preNorm(mlp(at, last), norm(at, last)),
        isParallel: false,
      };
    }),
    norm: null,
    finalNorm: rmsNorm(names, `${side}.final_layer_norm`, width, epsilon),
    relativeBias: {
      table: names.find(block(0, 0, 'SelfAttention.relative_attention_bias.weight')),
      buckets: config.count('relative_attention_num_buckets', { least: 4, or: 32 }),
      maxDistance: config.count('relative_attention_max_distance', { or: 128, most: MOST_TOKENS }),
      bidirectional: !isDecoder,
    },
  };
}

/** T5 (Raffel et al. 2020): RMS norms before the blocks, biases by distance in place of positions. */
export const t5: Family = {
  modelTypes: ['t5', 'mt5'],
  describe(config, named): Architecture {
    const names = named.withPrefixes([]);
    const settings = { width: 'd_model', heads: 'num_heads', headWidth: 'd_kv' };
    const sizes = sizesOf(config, { ...settings, layers: 'num_layers' });
    const decoderSizes = { ...sizes, layers: config.count('num_decoder_layers', { or: sizes.layers, most: 1024 }) };
    const { width } = sizes;
    const vocabulary = config.count('vocab_size');
    const table = names.find('shared.weight', 'encoder.embed_tokens.weight');
    const isTied = config.flag('tie_word_embeddings', true);
    const embedding = embeddingOf(table, { vocabulary, width });
    const padding = config.token('pad_token_id');
    return {
      modelType: config.text('model_type')!,
      width,
      // Biases by distance have no end: the number is what it was trained with.
      maxTokens: config.count('n_positions', { or: 512, most: MOST_TOKENS }),
      embedding,
      patches: null,
      decoderEmbedding: embedding,
      stack: stackOf(config, names, 'encoder', sizes),
      decoder: {
        ...stackOf(config, names, 'decoder', decoderSizes),
        startToken: config.token('decoder_start_token_id') ?? padding ?? 0,
      },
      head: nextTokenHead(vocabularyMap(names, ['lm_head'], table, { inputs: width, outputs: vocabulary, isTied }), {
        // transformers 5 has a setting of its own for what followed from the tie before.
        scale: config.flag('scale_decoder_outputs', isTied) ? width ** -0.5 : 1,
      }),
      tokens: { padding, end: config.tokens('eos_token_id') },
      labels: null,
    };
  },
};
