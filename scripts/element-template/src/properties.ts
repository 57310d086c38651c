import { colormapProperty, type PropertyTable } from '@attn-elements/core/element';

/** What is its own beside what all elements of attention are told. */
export const properties = {
  /** Name of a colour map; `_r` behind it reverses. */
  colormap: colormapProperty('viridis'),
} satisfies PropertyTable;
