import type { StoredColormap } from '../stored-colormap.js';

/** inferno by Nathaniel J. Smith and Stéfan van der Walt (CC0), as in Matplotlib 3.6. */
export const inferno: StoredColormap = {
  kind: 'sequential',
  table: [
    [0, 0, 3],
    'mmnmmnmnnmnnnnnnnonnnonnononononooonooonooonooonoonoonoonoononoononoonononoononoononoonononoononoononoonononoonononoonononononononnonononnonnonnnonnnonnnnnnnonnnnmnnnnnnnmnnnmnnmnmnnmnmnmnmmnmmnmmmnmmmmmmmmmmmmmmmmmlmmmlmmlmmlmlmlmlmlmmlmlmmmmmmnmnnnnnono',
    'mmmnmmnmnmnmnnmnmnmnmnmnmmmmnmmmlmmmmlmmmlmmmmmmmmmnmmnmnmnmnmnmnnmnmnnmnmnnmnmnmnnmnmnmnnmnmnmnmnnmnmnmnnmnmnnmnmnnmnnnmnnmnnnnmnnnnnnnmnnnnonnnnnnnonnnonnonnonnononononoononoonoonooonooonoooonoooooonooooooooonooooooooooooooooooooonoooooonoonoonnonnonnnn',
    'nonoopooooopoooopoopopoopopopoopooooooooononnnonnmnnnmnmnmnmmnmmmmnmmmmmmmmmmmmmlmmmmmlmmlmmlmmlmmlmlmlmllmlmllmllmllllmlllllmllllllllllllllllklllllllklllllkllllkllllklllkllklllkllkllkllklllklmllmmmmmnmnononoooooooopoopoopopppopppppqpqpqpqqqqqrqqqqqqqqqpq',
  ],
};
