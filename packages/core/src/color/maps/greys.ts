import type { StoredColormap } from '../stored-colormap.js';

/** Greys by Cynthia A. Brewer, ColorBrewer 2 (Apache-2.0), interpolated as in Matplotlib 3.6. */
export const greys: StoredColormap = {
  kind: 'sequential',
  table: [
    [255, 255, 255],
    'lmlmlmlmlmlmlmlmmlmlmlmlmlmlmlmlmllmlllmlllmllmlllmllmlllmlllmlllmllllllllmlllllllmlllllllmlllllllklllkllllklllkllllklllkllllkllllllklllllllllkllllllllllkllllllllllllllllkllllllllllllllllllllkllklkllklkllklklkllklkllklkllklkllllllklllllklllllklllllkllllll',
    'lmlmlmlmlmlmlmlmmlmlmlmlmlmlmlmlmllmlllmlllmllmlllmllmlllmlllmlllmllllllllmlllllllmlllllllmlllllllklllkllllklllkllllklllkllllkllllllklllllllllkllllllllllkllllllllllllllllkllllllllllllllllllllkllklkllklkllklklkllklkllklkllklkllllllklllllklllllklllllkllllll',
    'lmlmlmlmlmlmlmlmmlmlmlmlmlmlmlmlmllmlllmlllmllmlllmllmlllmlllmlllmllllllllmlllllllmlllllllmlllllllklllkllllklllkllllklllkllllkllllllklllllllllkllllllllllkllllllllllllllllkllllllllllllllllllllkllklkllklkllklklkllklkllklkllklkllllllklllllklllllklllllkllllll',
  ],
};
