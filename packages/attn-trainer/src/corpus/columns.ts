/** More classes than that are no classes, but texts. */
export const MOST_CLASSES = 50;

/** Kind of a column, told from its cells alone. */
export type ColumnKind =
  /** Few values that come again. */
  | 'classes'
  /** Words. */
  | 'text'
  /** Numbers that are no classes. */
  | 'numbers'
  /** The same in every row. */
  | 'constant'
  /** A number, a code or a time of each row, which says nothing of it; or nothing at all. */
  | 'index';

/** One column of a table, without the cell of its name. */
export interface Column {
  /** From the file; else its number from 0. */
  readonly name: string;
  readonly at: number;
  readonly kind: ColumnKind;
  /** Different cells. */
  readonly distinct: number;
  /** Words of a cell, on average. */
  readonly words: number;
}

/** Names of columns that number the rows. */
const indexNames = /^(|unnamed: ?\d+|index|idx|id|_id|row|row_?id|no\.?|nr\.?|#)$/i;
const number = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i;
const time = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
/** A code without spaces that has a digit, as rows are called by. */
const code = /^(?=\S*\d)[\w.:/-]+$/;

export const isNumber = (cell: string): boolean => number.test(cell);

export const hasDecimals = (cell: string): boolean =>
  isNumber(cell) && !Number.isInteger(Number(cell.replace(',', '.')));

/** A column of cells; those that are empty say nothing of it. */
export function columnOf(name: string, at: number, cells: readonly string[]): Column {
  const full = cells.filter((cell) => cell !== '');
  const values = new Set(full);
  const words = full.reduce((sum, cell) => sum + wordCount(cell), 0) / (full.length || 1);
  return { name, at, kind: kindOf(name, full, values, words), distinct: values.size, words };
}

function kindOf(name: string, cells: readonly string[], values: ReadonlySet<string>, words: number): ColumnKind {
  if (cells.length === 0) return 'index';
  if (values.size === 1 && cells.length > 1) return 'constant';
  const isDistinct = values.size === cells.length;
  if (isDistinct && cells.length > 1 && (indexNames.test(name.trim()) || countsUp(cells))) return 'index';
  if (cells.every((cell) => time.test(cell) && !isNumber(cell))) return 'index';
  // Each value twice, on average.
  const comesAgain = values.size <= MOST_CLASSES && 2 * values.size <= cells.length;
  if (cells.every(isNumber))
    return comesAgain ? 'classes' : isDistinct && !cells.some(hasDecimals) ? 'index' : 'numbers';
  if (isDistinct && cells.length > 3 && cells.every((cell) => code.test(cell))) return 'index';
  return comesAgain && words < 3 ? 'classes' : 'text';
}

/** Whether cells are whole numbers, each one more than the one before. */
const countsUp = (cells: readonly string[]): boolean =>
  cells.every((cell, i) => /^\d+$/.test(cell) && (i === 0 || Number(cell) === Number(cells[i - 1]) + 1));

/** About how many words: what is written without spaces has one in two signs. */
function wordCount(cell: string): number {
  const dense =
    cell.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/gu)?.length ?? 0;
  return cell.split(/\s+/).length + dense / 2;
}
