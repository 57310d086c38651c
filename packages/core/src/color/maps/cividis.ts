import type { StoredColormap } from '../stored-colormap.js';

/** cividis by Jamie R. Nuñez, Christopher R. Anderton and Ryan S. Renslow, PLoS ONE 13(7), 2018, as in Matplotlib 3.6. */
export const cividis: StoredColormap = {
  kind: 'sequential',
  table: [
    [0, 34, 77],
    'mmmmmmmmmmmmmmmmmmmmmmmqqppppoooonoononononnonnnnonnnnnnnonnnnnnnnnnnnnnnnnmnnnnnnnnnnnmnnnnnnnnmnnnnnnnmnnnnnnmnnnnnnmnnnnnmnnnnnnnnnnnnmnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnonnnnnnnnnnnnnnnonnnnnnnnnnonnnnnnnnonnnnnnnonnnnnonnnommmm',
    'nmnnnmnnmnnmnnmnnnmnmnmnnmnnnmnnmnnnmnnmnnmnnnmnnmnnmnnmnnnmnnmnnmnnmnnnmnnmnnmnnmnnnmnnmnnmnnnmnnmnnnmnnmnnmnnnmnnnmnnmnnnmnnnmnnmnnnmnnnmnnnmnnnmnnnmnnnmnnnnmnnnmnnnnmnnnnmnnnnmnnnnmnnnnnmnnnnnmnnnnnmnnnnnnnmnnnnnnnmnnnnnnnnnmnnnnnnnnnnnnnnmnnnnnnnnnonn',
    'onoonooonooooonoooonmmmmmmmlmmmmlmmmmmlmmmmmlmmmmmmmmmmlmmmmmmmmmmmmmmmnmmmmmmmmmmnmmmmmmnmmmmmnmmmmnmmmnmmmnmmnmmmnmnmmnmmnmmmnmmmmmmmmmmmmmmmmmmmlmmmmmmmlmmmmmlmmmlmmmlmmmlmmlmmlmmlmmlmlmmlmlmlmlmlmlmllmlmllmllmllmllllmllllllllllllllllkllkllklkklkkklnon',
  ],
};
