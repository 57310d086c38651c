import * as math from '@attn-elements/core/math';
import type { Engine } from '../engine.js';

/** Plain TypeScript, sums in float64. */
export const mathEngine: Engine = {
  name: 'math',
  tolerance: { forward: 1e-5, gradient: 1e-5 },
  operations: math,
  isComplete: true,
};
