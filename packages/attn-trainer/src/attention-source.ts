import type { TensorSource } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import type { AttentionMap } from './datasets/dataset.js';

/** The attention of one moment of a run, for elements whose `from` names the trainer. */
export function attentionSource({ shape, values, queryTokens, keyTokens, name }: AttentionMap): TensorSource {
  const [layers, heads, queries, keys] = shape;
  return {
    kind: 'weights',
    layers,
    heads: (layer) => (layer >= 0 && layer < layers ? heads : 0),
    shape: () => [queries, keys],
    queryTokens,
    keyTokens,
    description: null,
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      const isThere = [layer, head].every(Number.isSafeInteger) && layer >= 0 && head >= 0;
      if (!isThere || layer >= layers || head >= heads)
        throw new AttnError('no-head', { layer, head, url: name, layers, heads });
      const at = (layer * heads + head) * queries * keys;
      return values.subarray(at, at + queries * keys);
    },
  };
}
