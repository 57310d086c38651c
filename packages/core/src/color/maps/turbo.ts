import type { StoredColormap } from '../stored-colormap.js';

/** turbo by Anton Mikhailov, Google (Apache-2.0), https://ai.googleblog.com/2019/08/turbo-improved-rainbow-colormap-for.html: hues from blue to red. */
export const turbo: StoredColormap = {
  kind: 'sequential',
  table: [
    [48, 18, 59],
    'onnnnnnnnnnnnnmnnmnmnnmmnmmnmmmmnmmmmmlmmmmlmlllllklklklkkkklkkklkklkllkllmllmmmmmnmnononopopoppppqpqpqqqpqqqqqqqqqqpqqpqpqpppoppoppoppopopopopopoopoooooooooononononnnnnnnmnmnmnmmmmmmmmmlmlmlmllmllllllllllklllklklklkklkkkkkkkkkkjkkjkjkjkjjjkjjjjjjjijjjiji',
    'pppppppppopppppopppopppoppoppopoppopopopopopopopopopopoppoopopopoopooooopoonoooonoonnononnnonnnnnnnnnnmnnmnnmnmnmmmnmmmmmmlmmlmlmlmllllllllkllklklkklkklkkkkkkkkkkkkkkkjkkkkjkjkjkjjjjkjjjjjjjjjjjjjjjjjjjjkjjkjkjkkkkkkkkkkkkkkkklkklkklklklkllkllklllklllllll',
    'uttttttsstsrssrsrrrqrrqqqqqpqpppppopoooooonnnnmnmmlmllllklklkkkjkkjkjkjkjjkjjkjjkjkkjkkjjkjjjjjjijjijjijjijijjjijjjjjkjjkkjkklklkllllmlmlmmmmmmmmnmmnmnmmnmnmmnmmmmmmmmlmmlllmlllllllkllllkllkllklllklllklllllllllmllmllmlmlmlmmlmmlmmlmmmmlmmmmmmmmmmmmmnmmmmn',
  ],
};
