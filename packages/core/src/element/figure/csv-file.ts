import { AttnError } from '../../errors.js';
import { nextTask, Slices } from '../../slices.js';

/** Characters of a text that every browser holds (V8: 2²⁹ − 24). */
const LONGEST = 2 ** 29 - 24;

/** Milliseconds of work after which the page has its turn. */
const SLICE = 30;

/** Goes through the parts of a large table, and lets the page go on meanwhile. */
async function* unhurried(parts: Iterable<string>): AsyncGenerator<string> {
  const slices = new Slices(SLICE, nextTask);
  for (const part of parts) {
    yield part;
    await slices.rest();
  }
}

/**
 * A table as one text.
 * @param longest characters that it may have
 * @throws {AttnError} `too-long` where it has more
 */
export async function csvString(parts: Iterable<string>, longest = LONGEST): Promise<string> {
  const all: string[] = [];
  let length = 0;
  for await (const part of unhurried(parts)) {
    length += part.length;
    if (length > longest) throw new AttnError('too-long', { limit: longest });
    all.push(part);
  }
  return all.join('');
}

/** A table as a file of any size: no part stays in the page's memory. */
export async function csvFile(parts: Iterable<string>): Promise<Blob> {
  // The mark at the start makes spreadsheet programs read UTF-8.
  const all: BlobPart[] = ['\ufeff'];
  for await (const part of unhurried(parts)) all.push(new Blob([part]));
  return new Blob(all, { type: 'text/csv' });
}
