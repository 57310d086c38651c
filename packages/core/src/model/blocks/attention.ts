import type { AttentionBlock, LinearWeights } from '../architecture.js';
import type { TensorNames } from '../tensor-names.js';
import { linearMap } from './linear.js';
import type { Sizes } from './sizes.js';

/** Names of the four maps of an attention layer. */
export interface AttentionNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly output: string;
}

type Settings = Partial<Omit<AttentionBlock, 'heads' | 'keyHeads' | 'headWidth' | keyof AttentionNames>>;

/** Attention by four maps of its own; scale 1/√(head width), and neither causal nor with positions, unless `settings` say so. */
export function attentionBlock(
  names: TensorNames,
  { query, key, value, output }: AttentionNames,
  sizes: Omit<Sizes, 'layers'>,
  settings: Settings = {},
): AttentionBlock {
  const { width, heads, keyHeads, headWidth } = sizes;
  return fusedAttention(
    {
      query: linearMap(names, query, width, heads * headWidth),
      key: linearMap(names, key, width, keyHeads * headWidth),
      value: linearMap(names, value, width, keyHeads * headWidth),
      output: linearMap(names, output, heads * headWidth, width),
    },
    sizes,
    settings,
  );
}

/** The same of maps that are made already: parts of a fused one. */
export function fusedAttention(
  maps: Record<keyof AttentionNames, LinearWeights>,
  { heads, keyHeads, headWidth }: Omit<Sizes, 'layers'>,
  settings: Settings = {},
): AttentionBlock {
  return {
    ...maps,
    heads,
    keyHeads,
    headWidth,
    scale: 1 / Math.sqrt(headWidth),
    softcap: 0,
    causal: false,
    window: 0,
    rope: null,
    queryNorm: null,
    keyNorm: null,
    ...settings,
  };
}
