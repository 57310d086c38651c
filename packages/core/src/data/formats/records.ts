import { splitDelimited } from '../delimited.js';

/** Separators of tables, the surest first: what stands in every row as often. */
const separators = ['\t', ';', ','] as const;

/**
 * The rows of a table in text, as RFC 4180 quotes them: between tabs, semicolons or commas, or, of numbers, between spaces. Empty lines
 * are passed over, and lines that begin with `# ` before the first row, as NumPy writes them.
 */
export function readRecords(given: string): string[][] {
  const text = given.replace(/^\ufeff?((#.*)?\r?\n)*/, '');
  const splits = separators.map((separator) => splitDelimited(text, separator));
  const isEven = ([first, ...others]: string[][]) => {
    const width = others[0]?.length ?? first?.length ?? 0;
    return width > 1 && first.length >= width - 1 && others.every(({ length }) => length === width);
  };
  const found = splits.find(isEven);
  if (found) return found;
  if (/^[-+.\dnaif][^,;\t"]*$/i.test(text)) return splitDelimited(text.trim().replace(/[^\S\r\n]+/g, '\t'), '\t');
  // The rows are uneven: what stands most often separates.
  return splits.reduce((best, rows) => (cells(rows) >= cells(best) ? rows : best));
}

const cells = (rows: readonly string[][]) => rows.reduce((sum, { length }) => sum + length, 0);
