export * from '@attn-elements/core/register';
export type { ErrorDetail } from '@attn-elements/core/element';
export type { ChangeDetail, LoadDetail, PlotEvents, ValueDetail } from './events.js';
export type { Compared } from './model.js';
export { PePlot } from './pe-plot.js';
export type { Kind, Settings, ViewName } from './settings.js';
