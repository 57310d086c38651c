import type { Facet, PlotLine } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** The most curves that are drawn unless an author names more: apart, each in a plot of its own, and together in one. */
const MOST_APART = 100;
const MOST_TOGETHER = 8;

/** The values of columns over the positions: each column in a small plot, as in the tutorials, or all in one. */
export function curves(
  encoding: Encoding,
  words: PlotWords,
  options: { readonly dimensions: readonly number[] | null; readonly apart: boolean },
): Facet {
  const { length, width, trained } = encoding;
  const { values } = encoding.table!();
  const columns = chosen(width, options.dimensions, options.apart ? MOST_APART : MOST_TOGETHER);
  const name = (column: number) => encoding.columnName?.(column) ?? `PE${column}`;
  const lines = columns.map(
    (column, row): PlotLine => ({ row, name: name(column), values, offset: column, stride: width, count: length }),
  );
  const extent = extentOfColumns(values, width, columns);
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: columns.length,
      columns: length,
      rowTitle: words.say('dimension'),
      columnTitle: words.say('position'),
      rowName: (row) => name(columns[row]),
      columnName: (position) => encoding.positionName?.(position) ?? String(position),
      value: (row, position) => values[position * width + columns[row]],
      formula: (row, position) => encoding.term!(position, columns[row]),
    },
    content: { type: 'lines', lines, apart: options.apart, band: null, reference: null },
    x: {
      title: words.say('position'),
      kind: 'linear',
      domain: [0, Math.max(1, length - 1)],
      whole: true,
      first: 0,
      step: 1,
    },
    y: { title: words.say('value'), kind: 'linear', domain: extent, whole: false },
    trained: trained !== null && trained < length ? { x: trained, y: null } : null,
    notes: columns.length < width ? [words.say('someDimensions', { count: columns.length, width })] : [],
  };
}

/** The columns that an author names, or as many as are drawn well, evenly over the width. */
function chosen(width: number, named: readonly number[] | null, most: number): number[] {
  const there = named?.filter((column) => column < width);
  if (there?.length) return there;
  const count = Math.min(width, most);
  return Array.from({ length: count }, (_, i) => Math.floor((i * width) / count));
}

/** Ends of an axis that all columns fit. */
function extentOfColumns(values: Float32Array, width: number, columns: readonly number[]): [number, number] {
  let low = 0;
  let high = 0;
  // Row after row, as they lie in memory.
  for (let row = 0; row < values.length; row += width) {
    for (const column of columns) {
      const value = values[row + column];
      if (value < low) low = value;
      else if (value > high) high = value;
    }
  }
  // Sines and cosines reach 1 between the positions.
  if (low >= -1 && high <= 1 && (low < -0.9 || high > 0.9)) return [-1, 1];
  return low < high ? [low, high] : [-1, 1];
}
