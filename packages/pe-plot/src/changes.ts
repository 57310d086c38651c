import type { Kind, PlotSettings, ViewName } from './settings.js';

/** What a reader may change of the figure. */
export type Changes = Partial<
  PlotSettings & { readonly kind: Kind; readonly view: ViewName; readonly position: number; readonly distance: number }
>;
