import type { StoredColormap } from '../stored-colormap.js';

/** vik by Fabio Crameri, Scientific colour maps 7.0.1 (MIT), doi:10.5281/zenodo.5501399: blue is low, red is high. */
export const vik: StoredColormap = {
  kind: 'diverging',
  table: [
    [0, 18, 97],
    'nmmmmnmmmmmmmmmmmmmmmmmmmmnmmmmmmmmmnmmnmnmnnnonoonooooopoopoppopppppppppppppppqppppqpppppqpppppqpppppqpppppqpppppppppppoopoononnnmmmmmmlmlmlllmlllllmlllllmllllmlllllmlllmllllmlllmlllmlllmllllmllllmllllklllklklkkkkkkkkjkkkkjkkkkkkkkklkkkkklkkklkklkklkklkk',
    'ononoonononoonononononononoonononoononoonoonooonoooonoooooooooonoooooooopooooooooooooooooooooooooooonoooooooonoonoonnonnmnmmmllmlklklkkkkkklkkkkkkkjlkkkkkkkkkkkkkkklkkkkklkkkklkkkklkkklkkklkklklkkkklkkkkkjkkkjkkjkkjkkjkkkkkkkkklkklkllklklkllklkllklklkllll',
    'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnonnnnnonnnnonnonnonnnononnononnononnononnonnonnonnonnonnonnonnnonnnnnnmnmmmmmlmllkkjkkkkjkjjkjjkjjjkjjkjjkjjkjjkjkjjkjkjkjkjkjkkjkjkkjkkjkkjkkjkkjkljkkkjkkkjkkkjkkkjkkkkklkkllllmlmmmmmmmmmmmmmmmmmnmmmmmmmmmnmmmm',
  ],
};
