export { type Attention, type AttentionOptions, attention } from './attention/attention.js';
export { type Bias, type BiasKind, biasKinds } from './attention/bias.js';
export { type AttentionCost, attentionCost, type AttentionSizes } from './attention/cost.js';
export { type Gating, gating } from './attention/gating.js';
export { type AttentionGradients, attentionGradients } from './attention/gradients.js';
export type { AttentionGrid } from './attention/grid.js';
export { hard } from './attention/hard.js';
export { type Mask, type MaskKind, type MaskRule, maskKinds } from './attention/mask.js';
export { maskRule } from './attention/mask-rule.js';
export { type MaxPooling, maxPooling } from './attention/max-pooling.js';
export { allowedKeys, mayAttend } from './attention/may-attend.js';
export { type Score, type ScoreKind, scoreKinds } from './attention/score.js';
export { attentionScores, type ScoringOptions } from './attention/scores.js';
export type { ScoreGradients } from './attention/scores/score-function.js';
export { type AttentionShape, attentionShape } from './attention/shape.js';
export { softmax } from './attention/softmax.js';
export { softmaxGradientNorm } from './attention/softmax-gradient.js';
export { sparsemax } from './attention/sparsemax.js';
export { attentionWeights, type WeighingOptions } from './attention/weigh.js';
export { type Weighting, type WeightingKind, weightingKinds } from './attention/weighting.js';
export { weightedSum } from './attention/weighted-sum.js';
export { type Dense, dense, type FloatArray } from './dense.js';
export { emptyExtent, type Extent, extentOf, joinExtents } from './extent.js';
export { type HeadRollup, headRollups, rollUpHeads } from './heads.js';
export { type AttentionLayer, attentionLayer } from './layers/attention-layer.js';
export { type AttentionPooling, attentionPooling } from './layers/attention-pooling.js';
export { type GeluForm, gelu } from './layers/gelu.js';
export {
  type ContextParameters,
  type HierarchicalAttention,
  type HierarchicalParameters,
  hierarchicalAttention,
} from './layers/hierarchical-attention.js';
export { type LayerNormParameters, layerNorm } from './layers/layer-norm.js';
export { type LinearParameters, linear } from './layers/linear.js';
export { type MultiHeadAttention, type MultiHeadOptions, multiHeadAttention } from './layers/multi-head-attention.js';
export type { MultiHeadParameters } from './layers/projections.js';
export { type StackedAttention, stackedAttention } from './layers/stacked-attention.js';
export { MASKED_BELOW } from './masked.js';
export { meanWeight } from './mean-weight.js';
export { countMissingRows, isMissingRow } from './missing-rows.js';
export { type Normalization, normalizations } from './normalizations.js';
export { hideFirstKey, hideKeys, normalizeMatrix } from './normalize.js';
export { alibiBias, alibiSlopes } from './positions/alibi.js';
export {
  type DistanceKernel,
  type DistanceKernelOptions,
  distanceKernel,
  rotaryKernel,
} from './positions/distance-kernel.js';
export { learned } from './positions/learned.js';
export {
  type ModelRope,
  type ModelRopeType,
  modelRopeAttentionFactor,
  modelRopeFrequencies,
  modelRopeTypes,
  paperRopeFrequencies,
  turningWidth,
} from './positions/model-rope.js';
export { type NeighbourSimilarity, neighbourSimilarity } from './positions/neighbours.js';
export {
  type RotaryLayout,
  rotaryLayouts,
  type RotaryScalingKind,
  rotaryScalingKinds,
} from './positions/rotary-kinds.js';
export {
  type RotaryOptions,
  type RotaryTables,
  rotaryAngles,
  rotaryTables,
  rotate,
  rotateBack,
  turningTables,
} from './positions/rotary.js';
export { type RotaryScaling, yarnAttentionScale } from './positions/rotary-scaling.js';
export { similarity } from './positions/similarity.js';
export { type SimilarityKind, similarityKinds } from './positions/similarity-kinds.js';
export { type Sinusoidal2dOptions, sinusoidal2d } from './positions/sinusoidal-2d.js';
export {
  type SinusoidalOptions,
  sinusoidal,
  type WavelengthOptions,
  wavelengths,
} from './positions/sinusoidal.js';
export {
  type GridSide,
  gridSides,
  type SineOrder,
  sineOrders,
  type WaveSpacing,
  waveSpacings,
} from './positions/sinusoidal-kinds.js';
export { positionSpectrum } from './positions/spectrum.js';
export { type T5BucketOptions, type T5Options, t5Bias, t5Bucket } from './positions/t5.js';
export { type AttentionFlowOptions, attentionFlow } from './rollups/attention-flow.js';
export { firstTokenShare } from './rollups/first-token-share.js';
export { meanDistance } from './rollups/mean-distance.js';
export { inductionScore, previousTokenScore, sameTokenScore, type Tokens } from './rollups/head-scores.js';
export type { LayerOptions } from './rollups/layers.js';
export { type RolloutOptions, rollout } from './rollups/rollout.js';
export { rowEntropy } from './rollups/row-entropy.js';
