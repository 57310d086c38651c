/** Separator of cells. */
export type Separator = '\t' | ',' | ';';

/**
 * Cells of comma-, semicolon- or tab-separated text, a record each (RFC 4180). The first record says what separates: tabs
 * where it has one, else commas, else semicolons, as spreadsheets write where the comma is a decimal sign. A quoted cell may
 * hold separators, line ends and doubled quotes, whatever separates; a quote within a plain cell is a sign like others. Empty
 * lines are passed over.
 */
export function readDelimited(text: string): string[][] {
  const clean = text.replace(/^\ufeff/, '');
  return splitDelimited(clean, separatorOf(clean));
}

/** The same where it is known what separates. */
export function splitDelimited(text: string, separator: Separator): string[][] {
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  const records: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const closed = quotedEnd(text, at, separator);
    plain.lastIndex = closed ?? at;
    // Behind a closing quote only blanks may stand.
    const end = plain.lastIndex + plain.exec(text)![0].length;
    const cell = closed === null ? text.slice(at, end) : text.slice(at + 1, closed - 1).replaceAll('""', '"');
    records.at(-1)!.push(cell);
    const isEndOfRecord = text[end] !== separator;
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (isEndOfRecord) records.push([]);
    // Behind the last separator of a text is one more cell.
    else if (at === text.length) records.at(-1)!.push('');
  }
  return records.filter((record) => record.length > 1 || record.some((cell) => cell.trim() !== ''));
}

/** End of a quoted cell that begins here, behind its quote; null where there is none, or more text behind the quote. */
function quotedEnd(text: string, start: number, separators: string): number | null {
  if (text[start] !== '"') return null;
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  if (quote < 0) return null;
  let next = quote + 1;
  while (text[next] === ' ') next++;
  return next >= text.length || `${separators}\r\n`.includes(text[next]) ? quote + 1 : null;
}

/** Separator of the cells of the first record, in which quoted characters do not count. */
function separatorOf(text: string): Separator {
  const found = new Set<string>();
  for (let at = 0; at < text.length && !'\r\n'.includes(text[at]); at++) {
    const beginsCell = at === 0 || '\t,;'.includes(text[at - 1]);
    if (beginsCell) at = quotedEnd(text, at, '\t,;') ?? at;
    if (at < text.length) found.add(text[at]);
  }
  if (found.has('\t')) return '\t';
  return !found.has(',') && found.has(';') ? ';' : ',';
}
