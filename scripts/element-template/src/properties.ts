import { colormapProperty, type PropertiesOf, type PropertyTable } from '@attn-elements/core/element';

/** Properties of the element beside those of all elements of attention. */
export const properties = {
  /** Name of a colour map; `_r` behind it reverses. */
  colormap: colormapProperty('viridis'),
} satisfies PropertyTable;

export interface Properties extends PropertiesOf<typeof properties> {}
