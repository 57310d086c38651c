import type { NormWeights } from '../architecture.js';
import type { TensorNames } from '../tensor-names.js';

/** Layer normalization `<name>.weight`, `<name>.bias` (Ba et al. 2016). */
export function layerNorm(
  names: TensorNames,
  name: string | readonly string[],
  width: number,
  epsilon: number,
): NormWeights {
  const list = [name].flat();
  return {
    kind: 'layer',
    weight: names.find(...list.map((one) => `${one}.weight`)),
    bias: names.optional(...list.map((one) => `${one}.bias`)),
    width,
    epsilon,
  };
}

/** Root mean square normalization `<name>.weight` (Zhang & Sennrich 2019); with `plusOne` the factor is 1 + weight. */
export const rmsNorm = (
  names: TensorNames,
  name: string,
  width: number,
  epsilon: number,
  plusOne = false,
): NormWeights => ({ kind: 'rms', weight: names.find(`${name}.weight`), bias: null, width, epsilon, plusOne });
