import { round, short } from '../run/words.mjs';
import { drag, memory, paint, visit } from './cells.mjs';
import { figures } from './page/figures.js';

const sizes = Object.keys(figures);

/** "Fast 4G" of the browser's developer tools. */
const FAST_4G = { downloadThroughput: 1_012_500, uploadThroughput: 168_750, latency: 165 };

/** Updates that reach the screen: a loop that runs ahead of it does not count twice. */
const reached = ({ fps, seen }) => (seen < 0.7 ? fps * seen : fps);

// Without a graphics device WebGL takes seconds for a figure: its first paint says that.
const SLOW = ['plotly-gl'];
const painted = { value: ({ ms }) => ms, words: ({ ms }) => round(ms) };

/** The kinds of rows, as those of the pictures. Sizes are figures. */
export const rows = {
  paint: {
    title: 'First complete paint, ms from code in memory',
    sizes,
    measure: paint,
    ...painted,
    also: [{ title: 'Elements of the page', value: ({ nodes }) => nodes, words: ({ nodes }) => round(nodes) }],
  },
  visit: {
    title: 'First complete paint, ms from navigation, files from this machine',
    sizes,
    without: ['floor-canvas', ...SLOW],
    measure: (lab, contender, figure) => visit(lab, contender, figure),
    ...painted,
    also: [
      {
        title: 'Everything that the page fetches for the figure, kB gzip',
        value: ({ weight }) => weight,
        words: ({ weight }) => (weight / 1000).toFixed(1),
      },
    ],
  },
  visit4g: {
    title: 'First complete paint, ms from navigation, over “Fast 4G” (8.1 Mbit/s, 165 ms)',
    sizes,
    without: ['floor-canvas', ...SLOW],
    measure: (lab, contender, figure) => visit(lab, contender, figure, FAST_4G),
    ...painted,
  },
  drag: {
    title: 'Dragging `base`, another table every frame: ms of main thread an update',
    sizes,
    without: SLOW,
    measure: drag,
    value: ({ main }) => main,
    words: ({ main }) => short(main),
    also: [
      {
        title: 'Dragging `base`: updates on the screen per second (the display shows 60)',
        value: (cell) => 1 / reached(cell),
        words: (cell) => short(reached(cell)),
      },
      {
        title: 'Dragging `base`: ms until the call returns (or its promise settles)',
        value: ({ call }) => call,
        words: ({ call }) => short(call),
      },
    ],
  },
  memory: {
    title: 'Memory of the renderer afterwards, MB resident (most on the way)',
    sizes,
    without: SLOW,
    measure: memory,
    value: ({ rss }) => rss,
    words: ({ rss, peak }) => `${round(rss)} (${round(peak)})`,
  },
};
