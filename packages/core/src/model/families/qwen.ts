import { MOST_LAYERS, type ModelConfig } from '../config.js';
import type { Family } from './family.js';
import { describeLlamaLike } from './llama.js';

const like = { isTied: false, activation: 'silu', epsilon: 1e-6 } as const;

/** With `use_sliding_window` the layers from `max_window_layers` on look through a window. */
const windows = (config: ModelConfig, layers: number): readonly boolean[] => {
  const isOn = config.flag('use_sliding_window', false) && config.raw('sliding_window') !== null;
  const first = config.count('max_window_layers', { least: 0, most: MOST_LAYERS, or: 28 });
  return Array.from({ length: layers }, (_, at) => isOn && at >= first);
};

/** Qwen 2 and 2.5 (Yang et al. 2024): LLaMA's layout with biases of queries, keys and values. */
export const qwen2: Family = {
  modelTypes: ['qwen2'],
  describe: (config, names) => describeLlamaLike(config, names, { ...like, windows }),
};

/** Qwen 3 (Yang et al. 2025): no biases, and RMS norms of the queries and keys of each head. */
export const qwen3: Family = {
  modelTypes: ['qwen3'],
  describe: (config, names) => describeLlamaLike(config, names, { ...like, windows, hasHeadNorms: true }),
};
