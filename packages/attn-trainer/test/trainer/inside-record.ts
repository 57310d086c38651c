import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What PyTorch says of the inside of a run. */
export interface InsideRecord {
  /** Of each tensor its sum, the sum of its squares, its first and its last value. */
  readonly brief: Readonly<Record<string, readonly [number, number, number, number]>>;
  /** Right answer, given answer, count, of what was held back; null where answers have no names. */
  readonly answers: readonly (readonly [string, string, number])[] | null;
  /** Probabilities of the likeliest answers at the first place of the first example, and their numbers. */
  readonly likely: readonly number[];
  readonly best: readonly number[];
}

/** Cases whose record is kept. */
export const recorded = ['reverse, learned', 'digits', 'hierarchy'] as const;

const path = join(import.meta.dirname, 'inside-record.json');

export const readInside = (): Readonly<Record<string, InsideRecord>> => JSON.parse(readFileSync(path, 'utf8'));

export const writeInside = (record: object): void => writeFileSync(path, `${JSON.stringify(record)}\n`);
