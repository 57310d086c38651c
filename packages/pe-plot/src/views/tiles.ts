import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** A tile for each cell of a grid, at its place: how alike it is to every cell. */
export function tiles(encoding: Encoding, { say }: PlotWords): Facet {
  const { rows, columns, values, formula } = encoding.tiles!();
  const [height, width] = [rows * rows, columns * columns];
  const name = (at: number, side: number) => `${Math.floor(at / side)} → ${at % side}`;
  const axis = (title: string, side: number) =>
    ({ title, kind: 'linear', domain: [-0.5, side - 0.5], whole: true }) as const;
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: height,
      columns: width,
      rowTitle: say('tileRow'),
      columnTitle: say('tileColumn'),
      rowName: (row) => name(row, rows),
      columnName: (column) => name(column, columns),
      value: (row, column) => values[row * width + column],
      formula,
    },
    content: {
      type: 'matrix',
      matrix: { rows: height, columns: width, values },
      isSigned: true,
      tiles: { rows, columns },
    },
    // A number for each tile.
    x: { ...axis(say('tileColumn'), columns), first: (1 - columns) / (2 * columns), step: 1 / columns },
    y: axis(say('tileRow'), rows),
    trained: null,
    notes: [],
  };
}
