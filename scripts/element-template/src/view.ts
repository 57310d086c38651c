import { displayTokens, type SideTokens } from '@attn-elements/core/data';
import { type MatrixReading, type ReadPanel, tokenPlace, valueText, type ViewWords } from '@attn-elements/core/element';
import { type Composition, compose } from './model.js';
import type { Sentences } from './strings.js';

/** Everything that one rendering shows. */
export interface View {
  readonly composition: Composition;
  readonly tokens: SideTokens;
  readonly reading: MatrixReading;
  readonly summary: string;
}

/** A head in colours and in words. */
export function viewOf(
  panel: ReadPanel,
  given: SideTokens,
  options: Parameters<typeof compose>[1],
  shared: Parameters<typeof compose>[2],
  { label, say, number }: Omit<ViewWords<Sentences>, 'language'>,
): View {
  const { rows, columns, values } = panel.raw;
  const tokens = { query: given.query && displayTokens(given.query), key: given.key && displayTokens(given.key) };
  const rowName = (row: number) => tokens.query?.[row] ?? String(row);
  const columnName = (column: number) => tokens.key?.[column] ?? String(column);
  const value = (row: number, column: number) => valueText(values[row * columns + column], say, number);
  const sentence = (row: number, column: number) => {
    const [query, key] = [tokenPlace(rowName(row), row), tokenPlace(columnName(column), column)];
    return say('cell', { query, key, weight: value(row, column) });
  };
  const reading = { label, rows, columns, rowName, columnName, value, sentence };
  const summary = say('summary', { title: label, queries: rows, keys: columns });
  return { composition: compose(panel, options, shared), tokens, reading, summary };
}
