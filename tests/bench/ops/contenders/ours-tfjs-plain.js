import { coarse } from './shared/ours-tfjs.js';

/** As on a page whose policy forbids WebAssembly. */
export const { prepare, forward, gradient } = coarse({ engine: 'cpu', simd: false });
