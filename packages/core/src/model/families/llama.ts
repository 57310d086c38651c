import type { Architecture, AttentionBlock, NormWeights, Residual } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { decoderOf, embeddingOf, times } from '../blocks/decoder.js';
import { gatedMlp } from '../blocks/mlp.js';
import { rmsNorm } from '../blocks/norm.js';
import { nextTokenHead, vocabularyMap } from '../blocks/output-head.js';
import { preNorm, sandwichNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import { type ModelConfig, MOST_TOKENS } from '../config.js';
import { ropeOfConfig } from '../rope-of-config.js';
import type { TensorNames } from '../tensor-names.js';
import type { Family } from './family.js';

/** In what the models that follow LLaMA's layout differ. */
export interface LlamaLike {
  /** Whether the output is the table of embeddings where the configuration does not say. */
  readonly isTied: boolean;
  readonly activation: string;
  readonly epsilon: number;
  /** Whether norms are by 1 + weight, and stand before and after each block; what their names are then. */
  readonly isSandwich?: boolean;
  /** Whether queries and keys are normed head by head. */
  readonly hasHeadNorms?: boolean;
  /** Factor of the embedding. */
  readonly embeddingScale?: (width: number) => number;
  /** Which layers look through a window. */
  readonly windows?: (config: ModelConfig, layers: number) => readonly boolean[];
  /** Base of the rotary encoding of layers with a window, where they have one of their own. */
  readonly windowBase?: (config: ModelConfig) => number | null;
  readonly scale?: (config: ModelConfig, headWidth: number) => number;
  readonly softcaps?: (config: ModelConfig) => { readonly scores: number; readonly logits: number };
}

/** LLaMA's layout (Touvron et al. 2023): RMS norms before the blocks, rotary positions, gated MLP, groups of heads that share keys. */
export function describeLlamaLike(config: ModelConfig, named: TensorNames, like: LlamaLike): Architecture {
  const names = named.withPrefixes(['model.', 'language_model.model.', 'model.language_model.']);
  const sizes = sizesOf(config);
  const { width, layers, headWidth } = sizes;
  const vocabulary = config.count('vocab_size');
  const epsilon = config.positive('rms_norm_eps', like.epsilon);
  const mlpSizes = {
    width,
    inner: config.count('intermediate_size'),
    activation: config.activation(['hidden_activation', 'hidden_act'], like.activation),
  };
  const types = config.perLayer('layer_types', layers);
  const isWindowed = types?.map((type) => type === 'sliding_attention') ?? like.windows?.(config, layers);
  const window = isWindowed?.includes(true) ? config.count('sliding_window', { most: MOST_TOKENS }) : 0;
  const rope = ropeOfConfig(config, { headWidth, layerType: 'full_attention' });
  const windowBase = like.windowBase?.(config) ?? null;
  const windowRope =
    windowBase !== null
      ? ({ type: 'default', base: windowBase, headWidth } as const)
      : ropeOfConfig(config, { headWidth, layerType: 'sliding_attention' });
  const norm = (name: string, over = width): NormWeights =>
    rmsNorm(names, name, over, epsilon, like.isSandwich ?? false);
  const headNorm = (at: number, side: string) =>
    like.hasHeadNorms ? norm(`layers.${at}.self_attn.${side}_norm`, headWidth) : null;
  const softcaps = like.softcaps?.(config) ?? { scores: 0, logits: 0 };
  const table = names.find('embed_tokens.weight');
  const residual = <T>(at: number, block: T, before: string, after: string): Residual<T> =>
    like.isSandwich
      ? sandwichNorm(block, norm(`layers.${at}.${before}`), norm(`layers.${at}.${after}`))
      : preNorm(block, norm(`layers.${at}.${before}`));
  const attention = (at: number): AttentionBlock => {
    const to = (name: string) => `layers.${at}.self_attn.${name}_proj`;
    const isNear = isWindowed?.[at] ?? false;
    return attentionBlock(names, { query: to('q'), key: to('k'), value: to('v'), output: to('o') }, sizes, {
      causal: true,
      rope: isNear ? windowRope : rope,
      window: isNear ? window : 0,
      softcap: softcaps.scores,
      queryNorm: headNorm(at, 'q'),
      keyNorm: headNorm(at, 'k'),
      ...(like.scale && { scale: like.scale(config, headWidth) }),
    });
  };
  const isTied = config.flag('tie_word_embeddings', like.isTied);
  return decoderOf(config, {
    embedding: embeddingOf(table, { vocabulary, width }, { scale: like.embeddingScale?.(width) ?? 1 }),
    layers: times(layers, (at) => {
      const mlp = gatedMlp(
        names,
        [`layers.${at}.mlp.gate_proj`, `layers.${at}.mlp.up_proj`, `layers.${at}.mlp.down_proj`],
        mlpSizes,
      );
      return {
        attention: residual(at, attention(at), 'input_layernorm', 'post_attention_layernorm'),
        cross: null,
        mlp: like.isSandwich
          ? residual(at, mlp, 'pre_feedforward_layernorm', 'post_feedforward_layernorm')
          : residual(at, mlp, 'post_attention_layernorm', ''),
        isParallel: false,
      };
    }),
    finalNorm: norm('norm'),
    // A model that was saved without its output has none to say.
    head:
      isTied || names.has('lm_head.weight')
        ? nextTokenHead(vocabularyMap(names, ['lm_head'], table, { inputs: width, outputs: vocabulary, isTied }), {
            softcap: softcaps.logits,
          })
        : null,
  });
}

export const llama: Family = {
  modelTypes: ['llama'],
  describe: (config, names) => describeLlamaLike(config, names, { isTied: false, activation: 'silu', epsilon: 1e-6 }),
};
