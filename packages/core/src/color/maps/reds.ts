import type { StoredColormap } from '../stored-colormap.js';

/** Reds by Cynthia A. Brewer, ColorBrewer 2 (Apache-2.0), interpolated as in Matplotlib 3.6. */
export const reds: StoredColormap = {
  kind: 'sequential',
  table: [
    [255, 245, 240],
    'lmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmlmmmmmmmmmmmmmmmlmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmlmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmlmmlmlmmlmmlmlmmlmmlmlmmlmmlmlmmlllklllllllkllllllklllllllkllllllkllllkllllklllllkllllkllllkllllkkkkkkkkkkkkklkkkkkkkkkkkkkkkkkl',
    'llmllmllmllmllmllmllmllmllmllmlllllllklllllklllllklllllkllllllklllkllklllkllklllkllklllkllklllklllklllkllklllklllklllklllklllkllklklklklkllklklklklklklklklkllkllllklllllllllklllllllllkllllllllmmlmmmlmmlmmmlmmlmmmlmmmlmmlmmmlmlmlmlmlmlmlmmlmlmlmlmlmlmlmlmm',
    'llllllllllllllllmllllllllllllllllklklklkklklklklklklkklklklklklklklklklklklklkllklklklklklklklklllklllkllklllklllklllklllklllklllllllllmllllllllllllllllmlllllllmlmlmlmlmmlmlmlmlmlmlmlmlmmlmlmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmmmlmml',
  ],
};
