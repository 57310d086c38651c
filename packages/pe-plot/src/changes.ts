import type { Kind, Settings, ViewName } from './settings.js';

/** What a reader may change of the figure. */
export type Changes = Partial<
  Settings & { readonly kind: Kind; readonly view: ViewName; readonly position: number; readonly distance: number }
>;
