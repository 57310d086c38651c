import type { LiveSettings } from './live-options.js';

/** What a computing element starts with. Beside the rules, which only elements with such attributes need. */
export const liveDefaults: LiveSettings = { score: null, weighting: null, temperature: 1, mask: 'none' };
