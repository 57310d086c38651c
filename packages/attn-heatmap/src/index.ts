export { AttnHeatmap } from './attn-heatmap.js';
export type { LiveOptions, LiveWeighting } from '@attn-elements/core/element';
export type { CellDetail, HeatmapEvents, LoadDetail } from './events.js';
export type { Selection } from './model.js';
