export { emptyExtent, type Extent, extentOf, joinExtents } from './extent.js';
export { type HeadRollup, headRollups, rollUpHeads } from './heads.js';
export { MASKED_BELOW } from './masked.js';
export { hideFirstKey, type Normalization, normalizations, normalizeMatrix } from './normalize.js';
export { alibiBias, alibiSlopes } from './positions/alibi.js';
export {
  type DistanceKernel,
  type DistanceKernelOptions,
  distanceKernel,
  rotaryKernel,
} from './positions/distance-kernel.js';
export { learned } from './positions/learned.js';
export {
  type RotaryLayout,
  type RotaryOptions,
  rotaryAngles,
  rotaryLayouts,
  rotate,
  rotateBack,
} from './positions/rotary.js';
export {
  type RotaryScaling,
  type RotaryScalingKind,
  rotaryScalingKinds,
  yarnAttentionScale,
} from './positions/rotary-scaling.js';
export { type SimilarityKind, similarity, similarityKinds } from './positions/similarity.js';
export {
  type Sinusoidal2dOptions,
  type SinusoidalOptions,
  sinusoidal,
  sinusoidal2d,
  type WavelengthOptions,
  wavelengths,
} from './positions/sinusoidal.js';
export { type T5BucketOptions, type T5Options, t5Bias, t5Bucket } from './positions/t5.js';
