import { later } from '../../later.js';
import { type PlainAttention, readPlain } from '../plain.js';
import type { FileContents } from '../tensor-file.js';
import type { ReadContext } from './format.js';
import { readJson } from './json.js';
import type { FormatName } from './signs.js';

const formats = () => later(import('./formats.later.js'));

/** What the bytes of a file hold. Rejects with `not-loaded` where that takes more than is there. */
export async function readBytes(format: FormatName, bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  return format === 'json' ? readParsed(readJson(bytes, context), context) : (await formats())[format](bytes, context);
}

/** Named arrays out of parsed JSON or what a script gives: nested lists, typed arrays, objects of them. */
export async function readParsed(value: unknown, context: ReadContext): Promise<FileContents> {
  const read = async () => (await formats()).readValue(value, context);
  const plain = readPlain(value);
  return plain ? plainContents(plain, read) : read();
}

/** Plain attention is there at once; as an array it is read when somebody asks for it. */
function plainContents(plain: PlainAttention, read: () => Promise<FileContents>): FileContents {
  const names = ['attention', ...plain.tokens.keys()];
  const entry = (name: string) => async () => {
    const array = (await read()).arrays.get(name)!;
    return typeof array === 'function' ? array() : array;
  };
  return { arrays: new Map(names.map((name) => [name, entry(name)])), metadata: plain.metadata, plain };
}

/** Begins to load what will read a file, where its name already tells: at the same time as the file itself. */
export function expectFormat(path: string): void {
  // A part that is missing is told of where it is needed.
  if (/\.(np[yz]|safetensors)$/i.test(path)) formats().catch(() => {});
}
