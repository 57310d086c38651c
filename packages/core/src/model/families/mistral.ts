import type { Family } from './family.js';
import { describeLlamaLike } from './llama.js';

/** Mistral (Jiang et al. 2023): LLaMA's layout, all layers through a sliding window where there is one. */
export const mistral: Family = {
  modelTypes: ['mistral'],
  describe: (config, names) =>
    describeLlamaLike(config, names, {
      isTied: false,
      activation: 'silu',
      epsilon: 1e-6,
      windows: (settings, layers) => new Array<boolean>(layers).fill(settings.raw('sliding_window') !== null),
    }),
};
