import { AttnError } from '../../errors.js';
import type { ReadContext } from './format.js';

/** Arrays whose rows are sentences, of a document or of a batch, which differ in length. */
export const bySentence = /^((query_|key_)?tokens|word_weights)$/;

/**
 * The lists of a document, with shorter sentences filled up: by empty text, or by null, which stands for NaN. `too-large` where that
 * would take more than a file may, as one long sentence among many short ones can.
 */
export function padded(data: unknown[], name: string, context: ReadContext): unknown[] {
  if (!bySentence.test(name)) return data;
  // [sentence, word], or [document, sentence, word].
  const isDeep = data.every((item) => Array.isArray(item) && item.every(Array.isArray));
  const rows = (isDeep ? data.flat() : data) as unknown[][];
  if (!rows.every(Array.isArray)) return data;
  const sizes = isDeep ? data.map((item) => (item as unknown[]).length) : [];
  const [longest, most] = [rows.map(({ length }) => length), sizes].map((list) =>
    list.reduce((high, length) => Math.max(high, length), 0),
  );
  const bytes = (isDeep ? data.length * most : rows.length) * longest * 8;
  if (bytes > context.limit) throw new AttnError('too-large', { what: name, bytes, limit: context.limit });
  const fill = typeof rows.flat()[0] === 'string' ? '' : null;
  const long = (list: readonly unknown[], length: number, item: unknown) =>
    list.concat(Array.from({ length: length - list.length }, () => item));
  const filled = (list: unknown[][]) => list.map((row) => long(row, longest, fill));
  if (!isDeep) return filled(rows);
  const empty = long([], longest, fill);
  return (data as unknown[][][]).map((item) => long(filled(item), most, empty));
}
