import type { Facet } from '../../src/drawing.js';
import { encoding } from '../../src/kinds/index.js';
import { defaults, type Kind, kinds, type PlotSettings, type ViewName } from '../../src/settings.js';
import { facets, type ViewOptions } from '../../src/views/index.js';
import { learnedTable, noise } from './tables.js';
import { words } from './words.js';

/** Small enough that every value can be looked at. */
export const small: PlotSettings = {
  ...defaults,
  length: 24,
  dModel: 8,
  rows: 4,
  columns: 5,
  heads: 3,
  maxDistance: 20,
};
export const options: ViewOptions = { dimensions: null, apart: true, named: false };

/** What a view shows of a kind. */
export function shown(
  kind: Kind,
  view: ViewName,
  settings: Partial<PlotSettings> = {},
  change: Partial<ViewOptions> = {},
) {
  const table = kind === 'learned' ? learnedTable(noise(24, 8)) : null;
  return facets(view, encoding(kind, { ...small, ...settings }, table), words, { ...options, ...change });
}

/** Every view that makes sense for each kind. */
export const everyView = kinds.flatMap((kind) => {
  const table = kind === 'learned' ? learnedTable(noise(24, 8)) : null;
  return encoding(kind, small, table).views.map((view) => ({ kind, view }));
});

/** All values of a facet, row by row. */
export const valuesOf = ({ reading }: Facet) =>
  Array.from({ length: reading.rows }, (_, row) =>
    Array.from({ length: reading.columns }, (__, column) => reading.value(row, column)),
  );
