import type { ComputedSettings } from './computed-options.js';

/** What a computing element starts with. Beside the rules, which only elements with such attributes need. */
export const computedDefaults: ComputedSettings = { score: null, weighting: null, temperature: 1, mask: 'none' };
