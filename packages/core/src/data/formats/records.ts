/** Separators of tables, the surest first: what stands in every row as often. */
const separators = ['\t', ';', ','] as const;

/**
 * The rows of a table in text, as RFC 4180 quotes them: between tabs, semicolons or commas, or, of numbers, between spaces. Empty lines
 * are passed over, and lines that begin with `# ` before the first row, as NumPy writes them.
 */
export function readRecords(given: string): string[][] {
  const text = given.replace(/^\ufeff?((#.*)?\r?\n)*/, '');
  const splits = separators.map((separator) => split(text, separator));
  const isEven = ([first, ...others]: string[][]) => {
    const width = others[0]?.length ?? first?.length ?? 0;
    return width > 1 && first.length >= width - 1 && others.every(({ length }) => length === width);
  };
  const found = splits.find(isEven);
  if (found) return found;
  if (/^[-+.\dnaif][^,;\t"]*$/i.test(text)) return split(text.trim().replace(/[^\S\r\n]+/g, '\t'), '\t');
  // The rows are uneven: what stands most often separates.
  return splits.reduce((best, rows) => (cells(rows) >= cells(best) ? rows : best));
}

const cells = (rows: readonly string[][]) => rows.reduce((sum, { length }) => sum + length, 0);

function split(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  /** Where what begins here ends: before a separator, the end of a line or of the text. */
  const fieldEnd = (from: number) => {
    let at = from;
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
    return at;
  };
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"' ? closingQuote(text, at) : -1;
    const end = fieldEnd(quoted < 0 ? at : quoted + 1);
    const isQuoted = quoted >= 0 && text.slice(quoted + 1, end).trim() === '';
    row.push(isQuoted ? text.slice(at + 1, quoted).replaceAll('""', '"') : text.slice(at, end).replace(/\r$/, ''));
    at = end + 1;
    if (text[end] === separator && end < text.length - 1) continue;
    if (text[end] === separator) row.push('');
    if (row.length > 1 || row[0].trim()) rows.push(row);
    row = [];
  }
  return rows;
}

/** Where the quote that stands here is closed; −1 where it is not. Two quotes are one of the text. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
