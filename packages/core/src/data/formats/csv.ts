import { AttnError, reason } from '../../errors.js';
import { damaged, type ReadContext } from './format.js';
import { longRows, longTable } from './long-table.js';
import { numberOf } from './number-text.js';
import { readRecords } from './records.js';

/**
 * Attention out of a table in text: CSV, TSV, numbers between spaces. Either a matrix, a query each row and a key each column, with
 * or without a first row and a first column of tokens; or, as the elements save it, a row for each weight under the names `query`, `key`,
 * `weight` and, where there are several, `layer` and `head`. An empty cell of a matrix is NaN.
 * @returns null where there are no numbers
 * @throws {AttnError} `damaged`, `empty`, `too-large`
 */
export function readCsv(text: string, context: ReadContext): object | null {
  const records = readRecords(text);
  const columns = longTable(records[0] ?? []);
  return columns ? longRows(records, columns, context) : readMatrix(records, context);
}

const isNumber = (text: string) => numberOf(text) !== null;

/** Counted from 0 or 1, as spreadsheets and pandas name rows and columns: no tokens. */
const isCounted = (names: readonly string[]) =>
  names.length > 0 && [0, 1].some((first) => names.every((name, at) => name.trim() === String(at + first)));

function readMatrix(records: readonly (readonly string[])[], context: ReadContext): object | null {
  const [first, ...others] = records;
  if (!records.some((record) => record.some((cell) => cell.trim() && isNumber(cell)))) return null;
  const width = others[0]?.length ?? first.length;
  // A first row that is one cell shorter names the columns, as R writes it; and an empty corner stands over names.
  const isShort = first.length === width - 1;
  const hasCorner = first[0].trim() === '' && others.length > 0;
  const hasRow = isShort || hasCorner || first.slice(1).some((cell) => !isNumber(cell));
  const body = hasRow ? others : records;
  const hasColumn = isShort || (hasRow && hasCorner) || body.some(([cell]) => !isNumber(cell));
  const rows = hasColumn ? body.map((record) => record.slice(1)) : body;
  const columns = hasColumn ? width - 1 : width;
  const values = new Float64Array(rows.length * columns);
  for (const [row, cells] of rows.entries()) {
    const line = row + (hasRow ? 2 : 1);
    if (cells.length !== columns)
      throw damaged(context, reason`row ${line} has ${cells.length} values, others ${columns}`);
    for (const [column, cell] of cells.entries()) {
      const value = numberOf(cell);
      if (value === null) throw damaged(context, reason`“${cell.slice(0, 40)}” in row ${line} is not a number`);
      values[row * columns + column] = value;
    }
  }
  if (values.length === 0) throw new AttnError('empty', { url: context.url });
  const names = (list: readonly string[] | null) => (list && !isCounted(list) ? [...list] : undefined);
  return {
    attention: { shape: [rows.length, columns], data: values },
    query_tokens: names(hasColumn ? body.map(([cell]) => cell) : null),
    key_tokens: names(hasRow ? first.slice(isShort || !hasColumn ? 0 : 1) : null),
  };
}
