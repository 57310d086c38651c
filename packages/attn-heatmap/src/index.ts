export * from '@attn-elements/core/register';
export type {
  AttentionEvents,
  CellDetail,
  LiveOptions,
  LiveWeighting,
  LoadDetail,
  Selection,
} from '@attn-elements/core/element';
export { AttnHeatmap } from './attn-heatmap.js';
