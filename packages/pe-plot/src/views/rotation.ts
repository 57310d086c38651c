import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** Clocks that are drawn unless an author names the pairs. */
const MOST = 8;

/** Pairs of columns as clocks: query and key turn with their positions, the angle between them with the distance alone. */
export function rotation(encoding: Encoding, words: PlotWords, dimensions: readonly number[] | null): Facet {
  const { say } = words;
  const frequencies = encoding.frequencies!();
  const named = dimensions?.filter((pair) => pair < frequencies.length);
  const count = Math.min(MOST, frequencies.length);
  const chosen = named?.length
    ? named
    : Array.from({ length: count }, (_, i) => Math.floor((i * frequencies.length) / count));
  const pairs = chosen.map((pair) => ({ pair, frequency: frequencies[pair] }));
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: pairs.length,
      columns: encoding.length,
      rowTitle: say('pair'),
      columnTitle: say('distance'),
      rowName: (row) => `θ${pairs[row].pair}`,
      columnName: String,
      value: (row, distance) => distance * pairs[row].frequency,
      formula: (row, distance) => `${distance} × ${pairs[row].frequency.toPrecision(4)}`,
    },
    content: { type: 'turns', pairs },
    x: {
      title: say('distance'),
      kind: 'linear',
      domain: [0, Math.max(1, encoding.length - 1)],
      whole: true,
      first: 0,
      step: 1,
    },
    y: { title: '', kind: 'linear', domain: [-1, 1], whole: false },
    trained: null,
    notes:
      pairs.length < frequencies.length ? [say('somePairs', { count: pairs.length, pairs: frequencies.length })] : [],
  };
}
