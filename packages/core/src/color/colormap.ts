import { registered } from '../registry.js';
import { maps } from './maps/index.js';
import { type Colormap, findColormap } from './stored-colormap.js';

/** The names that `colormap` knows, those that were registered last; each may carry `_r` for its reverse, as in Matplotlib. */
export const colormapNames = (): string[] => [...new Set([...Object.keys(maps), ...registered('colormaps').keys()])];

/** A colour map by name, in any case (`Reds`, `viridis_r`), or null where there is none of that name. */
export const colormap = (name: string): Colormap | null => findColormap(name, maps);
