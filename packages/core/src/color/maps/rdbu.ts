import type { StoredColormap } from '../stored-colormap.js';

/** RdBu by Cynthia A. Brewer, ColorBrewer 2 (Apache-2.0), interpolated as in Matplotlib 3.6: red is low, blue is high. */
export const rdbu: StoredColormap = {
  kind: 'diverging',
  table: [
    [103, 0, 31],
    'oppppppppppppppppopppppppoonnonononnononnononnonononnnnnonnnnnonnnnonnnnnonnnmmnmmnmnmmnmmnmmnmmnmmnmnlmmmlmmmlmmmlmmmmlmmmlmmmlklklklklklklklklklklklklljkjkjkjkjkjkjkjkkjkjkjkjkjjjjjijjjjjjjjjijjjjjjjjjjkllkllkllkllkllkllkllkllklllllklllllllllkllllllllll',
    'mnnnnnnnnnnnnnnnnmnnnnnnnoppopppppoppppopppppopppppoppoppopppoppoppopppoppoppoooooooopooooooopooooooopnnnnnnnnnnonnnnnnnnnonnnnmlmllmllmlllmllmlllmllmllmkllklllklllklllklllklllkllkkkkkkkkkkkkkkkkkkkkkkkklkkkklkkklkkklkkklkkkklkkkkkkkkkkkkjkkkkkkkjkkkkkkkk',
    'mmnmnmnmnmnmnmnmnmmnmnmnmnonnonnnonnonnononnnononnooooooooooooopooooooooooooppoppoppopppoppopppoppopppnooooooonoooooooonooooooommmmlmmlmmmlmmmlmmlmmmlmmmlllmllmlllmllmllmlllmllmllllllllllkllllllllllllllllllllllllllmlllllllllmllllkjjjjjjjkjjjjjjjjjjjjjjjjk',
  ],
};
