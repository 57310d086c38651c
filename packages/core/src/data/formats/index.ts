import { lazy } from '../../lazy.js';
import { type PlainAttention, readPlain } from '../plain.js';
import type { FileContents, NamedArray } from '../tensor-file.js';
import type { ReadContext } from './format.js';
import { readJson } from './json.js';
import type { FormatName } from './signs.js';

const formats = () => lazy(() => import('./readers.js'));

/** What the bytes of a file hold. Rejects with `not-loaded` where that takes more than is there. */
export async function readBytes(format: FormatName, bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  return format === 'json' ? readParsed(readJson(bytes, context), context) : (await formats())[format](bytes, context);
}

/** Named arrays out of parsed JSON or what a script gives: nested lists, typed arrays, objects of them. */
export async function readParsed(value: unknown, context: ReadContext): Promise<FileContents> {
  const plain = readPlain(value);
  return plain ? plainContents(plain, context) : (await formats()).readValue(value, context);
}

/** Plain attention is there at once; its arrays are made when somebody asks for them. The lists that it came in are let go. */
function plainContents(plain: PlainAttention, context: ReadContext): FileContents {
  const { shape, values, tokens, metadata } = plain;
  const held = new Map<string, unknown>([['attention', { shape, data: values }], ...tokens]);
  const entry = (name: string) => async () => {
    const { arrays } = (await formats()).readValue({ [name]: held.get(name) }, context);
    return (arrays.get(name) as () => NamedArray)();
  };
  return { arrays: new Map(Array.from(held.keys(), (name) => [name, entry(name)])), metadata, plain };
}

/** Begins to load what will read a file, where its name already tells: at the same time as the file itself. */
export function expectFormat(path: string): void {
  // A part that is missing is told of where it is needed.
  if (/\.(np[yz]|safetensors)$/i.test(path)) formats().catch(() => {});
}
