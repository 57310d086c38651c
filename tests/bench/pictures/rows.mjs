import { join } from 'node:path';
import { gzipped } from '../run/build.mjs';
import { round, short } from '../run/words.mjs';
import { grid, many, memory, paint, peaks, update } from './cells.mjs';

/** Replacements that reach the screen: a loop that runs ahead of it does not count twice. */
const reached = ({ fps, seen }) => (seen < 0.7 ? fps * seen : fps);

/**
 * The kinds of rows. `measure` fills one cell once, `value` is the number whose median is compared (small is good),
 * `words` says it in the table. A row with `sizes` is asked for each of them.
 */
export const rows = {
  paint: {
    title: 'First complete paint of N × N, ms from data in memory',
    sizes: [64, 256, 1024, 2048, 4096],
    measure: paint,
    value: ({ ms }) => ms,
    words: ({ ms }) => `${round(ms)}`,
  },
  update: {
    title: 'Replacing the matrix every frame: ms of main thread a replacement',
    sizes: [64, 256, 1024, 2048, 4096],
    without: ['blank'],
    measure: update,
    value: ({ main }) => main,
    words: ({ main }) => `${short(main)}`,
    also: [
      {
        title: 'Replacing the matrix every frame: replacements on the screen per second (the display shows 60)',
        value: (cell) => 1 / reached(cell),
        words: (cell) => `${short(reached(cell))}`,
      },
      {
        title: 'Replacing the matrix every frame: ms until the call returns (or its promise settles)',
        value: ({ call }) => call,
        words: ({ call }) => `${short(call)}`,
        ratio: false,
      },
    ],
  },
  grid: {
    title: '12 × 12 matrices of 64 × 64 as one figure, ms (panels drawn, DOM nodes)',
    measure: grid,
    value: ({ ms }) => ms,
    words: ({ ms, shown, nodes }) => `${round(ms)} (${shown} of 144, ${round(nodes)})`,
    without: ['blank'],
  },
  many: {
    title: '40 heatmaps of 64 × 64 on one page, ms (drawn, WebGL contexts lost of those made)',
    measure: many,
    value: ({ ms }) => ms,
    words: ({ ms, shown, lost, contexts }) => `${round(ms)} (${shown} of 40, ${lost} of ${contexts})`,
    without: ['blank'],
  },
  memory: {
    title: 'Memory of the renderer after 4096 × 4096, MB resident (most on the way)',
    sizes: [4096],
    repeats: 3,
    measure: memory,
    value: ({ rss }) => rss,
    words: ({ rss, peak }) => `${round(rss)} (${round(peak)})`,
  },
  peaks: {
    title: '20 single bright cells in 4096 × 4096, drawn 600 pixels wide: how many can be seen',
    sizes: [4096],
    repeats: 1,
    without: ['blank'],
    measure: peaks,
    value: () => Number.NaN,
    words: ({ bright }) => `${bright}`,
    ratio: false,
  },
  weight: {
    title: 'Page weight: everything that one heatmap with axes, labels and colour bar needs, kB gzip',
    repeats: 1,
    without: ['blank'],
    measure: async (_lab, contender, _size, work) => ({
      // Of ours one file: the others come with other formats and languages, larger matrices, saving and queries and keys.
      bytes: await (contender === 'ours'
        ? gzipped(join(work, 'ours'), (name) => name === 'attn-heatmap.js')
        : gzipped(join(work, 'weight', contender))),
    }),
    value: ({ bytes }) => bytes,
    words: ({ bytes }) => (bytes / 1000).toFixed(1),
  },
};
