export { attention, type GLAttention, type GLAttentionOptions } from './ops/attention.js';
export { drawHeatmap } from './passes/heatmap.js';
export { type PictureTarget, Stage, type StageArea, type StageView } from './stage.js';
