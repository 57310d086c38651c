import type { ComputedSettings } from './computed-options.js';

/** Defaults of a computing element. Beside the rules, which only elements with such attributes need. */
export const computedDefaults: ComputedSettings = { score: null, weighting: null, temperature: 1, mask: 'none' };
