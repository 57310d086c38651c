import { lazy } from '../../lazy.js';
import { type PlainAttention, readPlain } from '../plain.js';
import type { FileContents, NamedArray } from '../tensor-file.js';
import { type Format, isContents, type ReadContext } from './format.js';

const readers = () => lazy(() => import('./readers.js'));

/** Contents of the bytes of a file. Rejects with `not-loaded` where that takes more than is there. */
export async function readBytes(format: Format, bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  const read = await format.load();
  return readParsed(await read(bytes, context), context);
}

/** Named arrays out of what a reader or a script gives: nested lists, typed arrays, objects of them. */
export async function readParsed(value: unknown, context: ReadContext): Promise<FileContents> {
  if (isContents(value)) return value;
  const plain = readPlain(value);
  if (plain) return plainContents(plain, context);
  const { readExamples, readValue } = await readers();
  return (await readExamples(value, context)) ?? readValue(value, context);
}

/** Plain attention is there at once; its arrays are made when somebody asks for them. The lists that it came in are let go. */
function plainContents(plain: PlainAttention, context: ReadContext): FileContents {
  const { shape, values, tokens, metadata } = plain;
  const held = new Map<string, unknown>([['attention', { shape, data: values }], ...tokens]);
  const entry = (name: string) => async () => {
    const { arrays } = (await readers()).readValue({ [name]: held.get(name) }, context);
    return (arrays.get(name) as () => NamedArray)();
  };
  return { arrays: new Map(Array.from(held.keys(), (name) => [name, entry(name)])), metadata, plain };
}
