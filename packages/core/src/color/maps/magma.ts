import type { StoredColormap } from '../stored-colormap.js';

/** magma by Nathaniel J. Smith and Stéfan van der Walt (CC0), as in Matplotlib 3.6. */
export const magma: StoredColormap = {
  kind: 'sequential',
  table: [
    [0, 0, 3],
    'mmnmmnmnnmnnnnnnnnnnnnnnonnnnonnonnononoonoonoonooonooonoononoononoononononoononononoonononoonononoononoononoonoonoononoonoonoononoonoononoonononononononnonnonnnnonnnnmnnnnnmnnmnmnmnmnmmnmmnmmmnmmmmnmmmmmmmmnmmmmmmmmmmmmmmmmmmmmlmmmmmmmmmmmlmmmmmmmmmmlmmm',
    'mmmnmnmnmnmnmnnmnnnmnnmnmnmnmnmmmnmmmmmmmmlmmmmlmmmmmmmmmmnmmnmnmnmnnmnnmnmnnmnnmnnmnmnnmnmnnmnmnmnnmnmnmnmnmnmnmnmnmnmnnmnmnmnmnmnnmnmnnmnnmnnnnmnnnnnnnnnnnnonnonnonoononooonoooonooooooonooooooooonooooooonoooooonoooooonooooonooooonooooonoooonooooonoooono',
    'nonoooooooooooopooooopooopoopopopoopopoopoooponooononnnnnnnnmnnmnmnmnmmmnmmmnmmmmmnmmmmmmmmmmmmmmmmmmlmmmmmmlmmmlmmmlmmlmlmmlmlmlmlmllmlmllmllmlllmllllmlllmllllmllmlmllmmlmmlmmmmmmnmmmnmnmnnmnnnmnnnnnnnnnonnnonnnononnononononoonoonoonoonoooonooooonooooooo',
  ],
};
