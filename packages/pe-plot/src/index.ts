export * from '@attn-elements/core/register';
export type { ErrorDetail } from '@attn-elements/core/element';
export type { PlotChangeDetail, PlotLoadDetail, PlotEvents, ValueDetail } from './events.js';
export type { Compared } from './model.js';
export { PePlot } from './pe-plot.js';
export type { Kind, PlotSettings, ViewName } from './settings.js';
