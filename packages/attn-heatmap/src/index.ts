export * from '@attn-elements/core/register';
export type {
  AttentionEvents,
  CellDetail,
  ChangeDetail,
  ErrorDetail,
  ComputedOptions,
  ComputedWeighting,
  LoadDetail,
  Selection,
} from '@attn-elements/core/element';
export { AttnHeatmap } from './attn-heatmap.js';
