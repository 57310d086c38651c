import type { StoredColormap } from '../stored-colormap.js';

/** plasma by Nathaniel J. Smith and Stéfan van der Walt (CC0), as in Matplotlib 3.6. */
export const plasma: StoredColormap = {
  kind: 'sequential',
  table: [
    [12, 7, 134],
    'qpoppoooooooooooonooonoonoonoonoononoononoononononoonononononononononnonononnononnonnonnnonnnonnnonnnnnnonnnnnnnnnnnnnnnnnnnnnnnnnnnnnmnnnnnnmnnnnnmnnnmnnnnmnnmnnnmnnmnnmnmnnmnmnnmnmnmnmnmmnmnmmnmnmmmnmmnmmmmmnmmmmmmmmmmmmmmmlmmmmlmmlmmlmlmlmlmlmllmlmllml',
    'mlmmmmlmmmmmmlmmmmmmmlmmmmmmlmmmmmlmmmmmlmmmmmmmmmmmmmmmmmnmmnmnmnmnnnmnnnonnnnnnnnnonnnnnnnnonnnnnnnonnnnnnonnnnnnnonnnnnnnonnnnnnnonnnnnnonnnnnnonnnnnonnnnonnnnonnnnonnnonnnonnonnnonnonnonnononnonononnononononononononoonononoonoonoononooonoonoonooonoono',
    'nonnnnnnnnnnnmnnnnmnnmnnmnnmnmnnmnmnmmnmnmmnmmnmmmmnmmmmmmmmmmlmmmmlmmlmlmmlmllmlmllmlllmllllmllllllllmlllllllllllllllmlllllllllllmllllllllmlllllllmllllllmllllllmllllllmlllllllmllllllmllllllmlllllllmlllllmllllmllllmllmllmlmllmmlmmlmmmmmmmmmmnmmnmmmmmmmlkk',
  ],
};
