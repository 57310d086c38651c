import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** The whole table: a row a position, a column a dimension. */
export function heatmap(encoding: Encoding, words: PlotWords): Facet {
  const { length, width, trained } = encoding;
  const { values } = encoding.table!();
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: length,
      columns: width,
      rowTitle: words.say('position'),
      columnTitle: words.say('dimension'),
      rowName: (position) => encoding.positionName?.(position) ?? String(position),
      columnName: (column) => encoding.columnName?.(column) ?? String(column),
      value: (position, column) => values[position * width + column],
      formula: (position, column) => encoding.term!(position, column),
    },
    content: { type: 'matrix', matrix: { rows: length, columns: width, values }, isSigned: true },
    x: {
      title: words.say('dimension'),
      kind: 'linear',
      domain: [-0.5, width - 0.5],
      whole: true,
      first: 0,
      step: 1,
    },
    y: { title: words.say('position'), kind: 'linear', domain: [-0.5, length - 0.5], whole: true },
    trained: trained !== null && trained < length ? { x: null, y: trained } : null,
    notes: [],
  };
}
