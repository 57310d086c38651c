import { guardText } from '../guarded-text.js';

/** Lines of a part: a part is one string, and a large matrix is more text than a string may hold. */
const PART = 20_000;

/**
 * Rows as CSV (RFC 4180), in parts to be joined: text is quoted where it must be, numbers are written in full. Text that a spreadsheet
 * would run as a formula is guarded by an apostrophe, which reading takes away.
 */
export function* csvParts(rows: Iterable<readonly (string | number)[]>): Iterable<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(`${row.map(field).join(',')}\r\n`);
    if (lines.length < PART) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

/** Rows as one text of CSV: of more than some hundred thousand take `csvParts`. */
export const csvText = (rows: Iterable<readonly (string | number)[]>): string => [...csvParts(rows)].join('');

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = guardText(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
