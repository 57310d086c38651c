import type { Kind, PlotSettings, ViewName } from './settings.js';

/** Changes that a reader may make to the figure. */
export type Changes = Partial<
  PlotSettings & { readonly kind: Kind; readonly view: ViewName; readonly position: number; readonly distance: number }
>;
