import { coarse } from './shared/ours-tfjs.js';

export const { prepare, forward, gradient } = coarse({ engine: 'webgl' });
