import type { Kind } from '../holding.js';
import { alibi } from './alibi.js';
import { attention } from './attention.js';
import { multiHead } from './multi-head.js';
import { rollup } from './rollup.js';
import { rotary } from './rotary.js';
import { sinusoidal, sinusoidal2d } from './sinusoidal.js';
import { t5Buckets } from './t5-buckets.js';
import { trainAttentionPool } from './train-attention-pool.js';
import { trainHierarchicalAttention } from './train-hierarchical-attention.js';
import { trainReverseSequence } from './train-reverse-sequence.js';
import { trainStackedAttention } from './train-stacked-attention.js';
import { weightings } from './weightings.js';

/** By the name that `index.json` has for them. */
export const kinds = new Map<string, Kind>([
  ['attention', attention],
  ['multi-head', multiHead],
  ['weightings', weightings],
  ['sinusoidal', sinusoidal],
  ['sinusoidal-2d', sinusoidal2d],
  ['rotary', rotary],
  ['alibi', alibi],
  ['t5-buckets', t5Buckets],
  ['rollup', rollup],
  ['train-stacked-attention', trainStackedAttention],
  ['train-attention-pool-classifier', trainAttentionPool],
  ['train-reverse-sequence', trainReverseSequence],
  ['train-hierarchical-attention', trainHierarchicalAttention],
]);
