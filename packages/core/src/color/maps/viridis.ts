import type { StoredColormap } from '../stored-colormap.js';

/** viridis by Nathaniel J. Smith, Stéfan van der Walt and Eric Firing (CC0), as in Matplotlib 3.6. */
export const viridis: StoredColormap = {
  kind: 'sequential',
  table: [
    [68, 1, 84],
    'mmnmmnmmmnmmmmmmnmmmmmmmmlmmmmmmlmmmlmmmlmlmmlmmlmlmlmlmlmmlmlmlmlmlmlmlmlmlmlmlmlmmlmlmlmmlmlmmlmlmmlmlmmlmmlmmlmlmmlmmlmmlmmlmmlmmmmlmmmmmmmmmmnmmnmnmnnmnnnnnnnnnonnonononoonooonooooooooooopooopooopoopopopopopopopoppoppoppoppoppoppoppopoppopoppopopopoop',
    'nnononononononnonnonnonnnonnnonnnonnnonnnonnnnnonnnnnonnnnnnnonnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnmnnnnnnnnnnnnnnnmnnnnnnnnnnnnnnnnmnnnnnnnnnnnnnnmnnnnnnnnnnmnnnnnnnnmnnnnnmnnnnmnnnnmnnnmnnnmnnmnnmnnmnmnnmnmnmnmnmnmnmnmnmmnmnmmnmmnmmnmmnmmnmmnmmnmmn',
    'nononnononnonnonnnonnnnnnnnnnnnnnmnnnmnnmnnmnmnmnmnmmnmnmmmnmmmnmmmmnmmmmmmnmmmmmmmmmmmmnmmmmmmmmmmmmmmmmmmmmmmmmlmmmmmmmmmmlmmmmmlmmmlmmmlmmlmmlmlmlmmlmllmlmllmllmlllmllllmlllllllllllklllllklllkllklkllklklklkklklkklkkklkklkkklkklkklklllllllmmmmnmnnnonono',
  ],
};
