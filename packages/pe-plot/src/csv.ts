import type { Facet } from './drawing.js';

/** The rows of the CSV file: every value of the figure, with what its row and its column are called. */
export function* plotCsvRows(facets: readonly Facet[]): Iterable<readonly (string | number)[]> {
  const [{ reading: first }] = facets;
  yield ['encoding', 'plot', first.rowTitle, first.columnTitle, 'value'];
  for (const { kind, title, reading } of facets) {
    for (let row = 0; row < reading.rows; row++) {
      const name = reading.rowName(row);
      for (let column = 0; column < reading.columns; column++) {
        yield [kind, title, name, reading.columnName(column), reading.value(row, column)];
      }
    }
  }
}
