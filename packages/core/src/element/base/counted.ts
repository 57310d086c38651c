import type { ErrorDetails } from '../../errors.js';

/** Sentences that name a layer or a head by its number. */
const counting: readonly string[] = ['layer', 'head'];

/** Details of a sentence, its number of a layer or head counted from `first`; those of other sentences as they are. */
export function countedFrom(first: number, name: string, details: ErrorDetails | undefined): ErrorDetails | undefined {
  if (first === 0 || !counting.includes(name) || typeof details?.n !== 'number') return details;
  return { ...details, n: details.n + first };
}

/** Rows of a CSV file below their header, in which layers and heads are counted from `first`. */
export function* rowsFrom(
  first: number,
  rows: Iterable<readonly (string | number)[]>,
): Iterable<readonly (string | number)[]> {
  let columns: number[] | null = null;
  for (const row of rows) {
    if (columns) yield row.map((cell, at) => (columns!.includes(at) && typeof cell === 'number' ? cell + first : cell));
    else {
      columns = row.flatMap((name, at) => (counting.includes(String(name)) ? [at] : []));
      yield row;
    }
  }
}
