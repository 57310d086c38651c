import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

const TURN = 2 * Math.PI;

/** The angle that each pair of columns has turned by at each position, of whole turns what is left. */
export function angles(encoding: Encoding, { say, number }: PlotWords): Facet {
  const { length, trained } = encoding;
  const frequencies = encoding.frequencies!();
  const pairs = frequencies.length;
  const values = Float32Array.from({ length: length * pairs }, (_, at) => {
    const [position, pair] = [Math.floor(at / pairs), at % pairs];
    return (position * frequencies[pair]) % TURN;
  });
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: length,
      columns: pairs,
      rowTitle: say('position'),
      columnTitle: say('pair'),
      rowName: String,
      columnName: String,
      value: (position, pair) => values[position * pairs + pair],
      formula: (position, pair) => `${position} · ${number(frequencies[pair])} mod 2π`,
    },
    content: { type: 'matrix', matrix: { rows: length, columns: pairs, values }, isSigned: false },
    x: { title: say('pair'), kind: 'linear', domain: [-0.5, pairs - 0.5], whole: true, first: 0, step: 1 },
    y: { title: say('position'), kind: 'linear', domain: [-0.5, length - 0.5], whole: true },
    trained: trained !== null && trained < length ? { x: null, y: trained } : null,
    notes: [],
  };
}
