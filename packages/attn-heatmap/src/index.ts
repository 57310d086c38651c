export type { LoadDetail } from './attn-heatmap.js';
export { AttnHeatmap } from './attn-heatmap.js';
export type { Selection } from './model.js';
export type { CellDetail } from './reading.js';
