import type { StoredColormap } from '../stored-colormap.js';

/** Blues by Cynthia A. Brewer, ColorBrewer 2 (Apache-2.0), interpolated as in Matplotlib 3.6. */
export const blues: StoredColormap = {
  kind: 'sequential',
  table: [
    [247, 251, 255],
    'llllmllllmlllmllllmllllmlllmllllmlllmlllmlllmlllmlllmlllmlllmlllllklllklllklllklllklllklllklllklklklkklklkklklkklklkklklkklklkkllkllklllkllklllkllklllkllklllkllllllllllllklllllllllllllllllllllllmllllmlllmllllmllllmlllmllllmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm',
    'llmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmllmlmlmlmlmlmlmlmllmlmlllmlllllllmllllllllmlllllllmlllllllmlllllllmllllllllmlllllllmlllllllllllllklllllllllllllllllllllllllllllllllllllllllllllllllllllllkllllllllllllllllllllllllllll',
    'lmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmlmlmlmlmmlmlmlmlmmlmlmlmmlmlmlmmlmmlmmlmmlmmlmmlmlmmlmmlmmlmmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmlmllmlmlmlmlmlmlmllmlmlmlmlmlllmllllmlllmllllmllllmlllmllllmklklkklklklklklklkklklklklklklkl',
  ],
};
