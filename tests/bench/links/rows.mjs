import { round } from '../run/words.mjs';
import { memory, paint } from './cells.mjs';

/** Tokens of the sequence. */
const sizes = [32, 128, 512];

/** The kinds of rows, as those of the pictures. */
export const rows = {
  paint: {
    title: 'First complete paint, ms from code and data in memory',
    sizes,
    measure: paint,
    value: ({ ms }) => ms,
    words: ({ ms }) => round(ms),
    also: [{ title: 'Elements of the page', value: ({ nodes }) => nodes, words: ({ nodes }) => round(nodes) }],
  },
  memory: {
    title: 'Memory of the renderer afterwards, MB resident (most on the way)',
    sizes,
    measure: memory,
    value: ({ rss }) => rss,
    words: ({ rss, peak }) => `${round(rss)} (${round(peak)})`,
  },
};
