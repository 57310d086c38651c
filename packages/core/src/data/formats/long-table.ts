import { AttnError, reason } from '../../errors.js';
import { unguardText } from '../guarded-text.js';
import type { SourceKind } from '../tensor-source.js';
import { damaged, type ReadContext } from './format.js';
import { numberOf } from './number-text.js';

const names = ['layer', 'head', 'query', 'key', 'query_token', 'key_token'] as const;
/** Kinds of numbers by the name of their column. */
const kinds = { weight: 'weights', score: 'scores', value: 'values' } as const;
/** Columns by name, −1 where there is none. */
type Places = Readonly<Record<(typeof names)[number], number>>;
interface Columns extends Places {
  /** Column of the numbers, and what these are. */
  readonly number: number;
  readonly kind: SourceKind;
}

/** The columns of a table with a row for each weight, score or value, as `toCSV()` writes it; null where the first row names others. */
export function longTable(header: readonly string[]): Columns | null {
  const places = Object.fromEntries(names.map((name) => [name, header.indexOf(name)])) as unknown as Places;
  const numbers = Object.entries(kinds).find(([name]) => header.includes(name));
  if (places.query < 0 || places.key < 0 || !numbers) return null;
  const [name, kind] = numbers;
  return { ...places, number: header.indexOf(name), kind };
}

/** Layers and heads that are not numbered from 0, or are rolled up (`mean`), stand in the order in which they come. */
export function longRows(records: readonly (readonly string[])[], columns: Columns, context: ReadContext): object {
  const [header, ...rows] = records;
  const layers = new Map<string, number>();
  const heads = new Map<string, number>();
  const size = { query: 0, key: 0 };
  const placeIn = (seen: Map<string, number>, name: string) =>
    seen.get(name) ?? (seen.set(name, seen.size), seen.size - 1);
  const indexAt = (row: readonly string[], side: 'query' | 'key', line: number) => {
    const index = numberOf(row[columns[side]] ?? '');
    if (index === null || !Number.isSafeInteger(index) || index < 0)
      throw damaged(context, reason`${side} in row ${line} is not a position`);
    return index;
  };
  const read = rows.map((row, at) => {
    const line = at + 2;
    if (row.length !== header.length)
      throw damaged(context, reason`row ${line} has ${row.length} values, others ${header.length}`);
    const weight = row[columns.number].trim();
    // The elements write no weight of a cell that is masked.
    const value = weight === '' ? -Infinity : numberOf(weight);
    if (value === null) throw damaged(context, reason`“${weight.slice(0, 40)}” in row ${line} is not a number`);
    const place = [indexAt(row, 'query', line), indexAt(row, 'key', line)] as const;
    size.query = Math.max(size.query, place[0] + 1);
    size.key = Math.max(size.key, place[1] + 1);
    return {
      row,
      value,
      place,
      layer: placeIn(layers, row[columns.layer] ?? ''),
      head: placeIn(heads, row[columns.head] ?? ''),
    };
  });
  const shape = [layers.size, heads.size, size.query, size.key];
  const count = shape.reduce((product, length) => product * length, 1);
  // A row for each weight: more cells than that by far are positions that nobody wrote.
  if (count * 8 > context.limit || count > 1000 + rows.length * 1000)
    throw new AttnError('too-large', { what: context.url, bytes: count * 8, limit: context.limit });
  const data = new Float64Array(count).fill(Number.NaN);
  const tokens = { query: new Array<string>(size.query).fill(''), key: new Array<string>(size.key).fill('') };
  for (const { row, value, place, layer, head } of read) {
    const [query, key] = place;
    data[((layer * heads.size + head) * size.query + query) * size.key + key] = value;
    tokens.query[query] ||= unguardText(row[columns.query_token] ?? '');
    tokens.key[key] ||= unguardText(row[columns.key_token] ?? '');
  }
  const named = (list: string[]) => (list.some(Boolean) ? list : undefined);
  const { kind } = columns;
  return { attention: { shape, data }, query_tokens: named(tokens.query), key_tokens: named(tokens.key), kind };
}
