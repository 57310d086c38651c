import { MOST_LAYERS, type ModelConfig } from '../config.js';
import type { Family } from './family.js';
import { describeLlamaLike } from './llama.js';

const like = {
  isTied: true,
  activation: 'gelu_pytorch_tanh',
  epsilon: 1e-6,
  isSandwich: true,
  embeddingScale: Math.sqrt,
  // The factor of scores is by a number of its own, which need not be the width of a head.
  scale: (config: ModelConfig, headWidth: number) => config.positive('query_pre_attn_scalar', headWidth) ** -0.5,
} as const;

const capOf = (config: ModelConfig, name: string): number => config.optionalPositive(name) ?? 0;

/** Gemma 2 (Gemma Team 2024): norms around each block, scores and logits capped, every other layer through a window. */
export const gemma2: Family = {
  modelTypes: ['gemma2'],
  describe: (config, names) =>
    describeLlamaLike(config, names, {
      ...like,
      windows: (_, layers) => Array.from({ length: layers }, (__, at) => at % 2 === 0),
      softcaps: (settings) => ({
        scores: capOf(settings, 'attn_logit_softcapping'),
        logits: capOf(settings, 'final_logit_softcapping'),
      }),
    }),
};

/** Gemma 3 (Gemma Team 2025), its text model: norms of queries and keys, and a rotary base of its own for layers with a window. */
export const gemma3: Family = {
  modelTypes: ['gemma3_text', 'gemma3'],
  describe(config, names) {
    const text = config.part('text_config') ?? config;
    return describeLlamaLike(text, names, {
      ...like,
      hasHeadNorms: true,
      windows: (settings, layers) => {
        const pattern = settings.count('sliding_window_pattern', { most: MOST_LAYERS, or: 6 });
        return Array.from({ length: layers }, (_, at) => (at + 1) % pattern !== 0);
      },
      windowBase: (settings) =>
        settings.part('rope_parameters')?.part('sliding_attention')?.optionalPositive('rope_theta') ??
        settings.optionalPositive('rope_local_base_freq') ??
        10_000,
      softcaps: (settings) => ({
        scores: capOf(settings, 'attn_logit_softcapping'),
        logits: capOf(settings, 'final_logit_softcapping'),
      }),
    });
  },
};
