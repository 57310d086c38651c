export { attention, type GLAttention, type GLAttentionOptions } from './ops/attention.js';
export type { GLOptions, WeightsInput } from './ops/attention-call.js';
export { attentionWeights } from './ops/attention-weights.js';
export { ComputedAttention } from './ops/computed-attention.js';
export { drawHeatmap, type ComputedPicture } from './passes/heatmap.js';
export { type PictureTarget, Stage, type StageArea, type StageView } from './stage.js';
