import { AttnError } from '@attn-elements/core/errors';

/** Two columns of text: what is learned from, and what is learned. */
export interface Table {
  readonly rows: readonly (readonly [string, string])[];
  /** Names of the two columns, where the file has them. */
  readonly names: readonly [string, string] | null;
}

/** Names of columns that say what they hold. */
const inputNames = ['text', 'source', 'input', 'sentence', 'document', 'question', 'en', 'english', 'src'];
const answerNames = ['label', 'target', 'class', 'category', 'output', 'translation', 'answer', 'zh', 'chinese', 'tgt'];

/**
 * Whether the first row says what the columns hold rather than an example: what it has in the column of labels no other row has,
 * and those that others have come again and again. Translations have no labels that come again.
 */
function isHeader([first, ...rows]: readonly (readonly string[])[]): boolean {
  const labels = new Set(rows.map((row) => row[1]?.trim()));
  return first?.length >= 2 && labels.size * 4 <= rows.length && !labels.has(first[1].trim());
}

/**
 * Reads JSON lines, tab-separated, comma-separated (RFC 4180) or semicolon-separated text. The two columns are those whose names say so, `text` and
 * `label` or `source` and `target`, or the first two, whose names may be any where labels come again. Throws `damaged` where there are no two.
 */
export function readTable(text: string, url: string): Table {
  const clean = text.replace(/^\ufeff/, '').trim();
  const records = /^[[{]/.test(clean) ? jsonRecords(clean, url) : delimited(clean);
  const header = records[0] ?? [];
  const place = (names: readonly string[]) => header.findIndex((name) => names.includes(name.trim().toLowerCase()));
  const [input, answer] = [place(inputNames), place(answerNames)];
  const isNamed = input >= 0 && answer >= 0;
  const [from, to] = isNamed ? [input, answer] : [0, 1];
  const hasNames = isNamed || isHeader(records);
  const rows = records
    .slice(hasNames ? 1 : 0)
    .filter((record) => record[from]?.trim() && record[to]?.trim())
    .map((record) => [record[from].trim(), record[to].trim()] as const);
  if (rows.length < 2) throw new AttnError('damaged', { url, what: 'it has no two rows of two columns' });
  return { rows, names: hasNames ? [header[from].trim(), header[to].trim()] : null };
}

/** Objects or lists, a line each, or in one list: the first record holds the names. */
function jsonRecords(text: string, url: string): string[][] {
  let items: unknown[];
  try {
    const whole = text.startsWith('[') && text.endsWith(']') ? tryParse(text) : null;
    items = Array.isArray(whole) && whole.every((item) => typeof item === 'object') ? whole : linesOf(text);
  } catch {
    throw new AttnError('damaged', { url, what: 'a line of it is not JSON' });
  }
  if (items.every(Array.isArray)) return (items as unknown[][]).map((item) => item.map(String));
  const names = Object.keys(Object(items[0]));
  return [names, ...items.map((item) => names.map((name) => String(Object(item)[name] ?? '')))];
}

const linesOf = (text: string): unknown[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Fields between tabs where the first line has one, else between commas, or where it has none of these between semicolons, as
 * spreadsheets write them where the comma is a decimal sign; quoted fields may hold any of them, and line ends.
 */
function delimited(text: string): string[][] {
  const end = text.search(/\r?\n/);
  const first = text.slice(0, end < 0 ? undefined : end).replaceAll(/"[^"]*"/g, '');
  const isTabbed = first.includes('\t');
  if (isTabbed) return text.split(/\r?\n/).map((line) => line.split('\t'));
  const comma = !first.includes(',') && first.includes(';') ? ';' : ',';
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${comma}\\r\\n]*))(${comma}|\\r?\\n|$)`, 'g');
  const records: string[][] = [[]];
  for (const [, quoted, plain, ending] of text.matchAll(field)) {
    records.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (ending === '') break;
    if (ending !== comma) records.push([]);
  }
  return records;
}
