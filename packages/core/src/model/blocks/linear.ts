import type { LinearWeights } from '../architecture.js';
import type { TensorNames } from '../tensor-names.js';

/** A linear map `<name>.weight`, [outputs, inputs], with `<name>.bias` where the file has one. */
export function linearMap(
  names: TensorNames,
  name: string | readonly string[],
  inputs: number,
  outputs: number,
  options: Pick<LinearWeights, 'transposed' | 'part'> = {},
): LinearWeights {
  const list = [name].flat();
  return {
    weight: names.find(...list.map((one) => `${one}.weight`)),
    bias: names.optional(...list.map((one) => `${one}.bias`)),
    inputs,
    outputs,
    ...options,
  };
}

/** Part of a fused map whose outputs follow one another in `parts` equal blocks: the queries, keys or values of GPT-2. */
export const blockOf = (at: number, width: number, parts = 3): NonNullable<LinearWeights['part']> => ({
  ranges: [[at * width, (at + 1) * width]],
  fused: parts * width,
});

/** Part of a fused map that has queries, keys and values of one head beside each other, then those of the next (GPT-NeoX). */
export const interleavedOf = (at: number, heads: number, headWidth: number): NonNullable<LinearWeights['part']> => ({
  ranges: Array.from({ length: heads }, (_, head) => {
    const from = (3 * head + at) * headWidth;
    return [from, from + headWidth] as const;
  }),
  fused: 3 * heads * headWidth,
});
