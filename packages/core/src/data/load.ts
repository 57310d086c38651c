import { AttnError } from '../errors.js';
import type { StringTensor, Tensor, TypedArray } from '../tensor.js';
import { shareFile, type StartFile } from './cache.js';
import { startOf } from './bytes.js';
import { readParsed } from './formats/index.js';
import { jsonStart, parseJson } from './formats/json-text.js';
import { defaultLimit } from './default-limit.js';
import { lazy } from '../lazy.js';
import { registered } from '../registry.js';
import { readable } from './snapshot.js';
import { type Fetched, fetchFile, resolveUrl, shorten } from './source.js';
import { TensorFile } from './tensor-file.js';

export interface LoadOptions {
  readonly signal?: AbortSignal | null;
  /** The most bytes that are read, and that one packed array may take. */
  readonly limit?: number;
  /** Base of relative addresses; the page's or worker's address if absent. */
  readonly base?: string;
  /** The encoding of a text file that is not in UTF-8 and does not tell: `gbk`, `big5`, `latin1`. */
  readonly encoding?: string | null;
  /** Asks the server whether a file that was read before has changed since. */
  readonly isFresh?: boolean;
  /** Whether text must be that of a file, and is no address. */
  readonly isData?: boolean;
  /** Called when some of a file has come. */
  readonly onArrival?: () => void;
}

/** Nested lists, a typed array with a `shape`, or both named. */
export type ArrayData =
  | readonly unknown[]
  | TypedArray
  | Tensor
  | StringTensor
  | { readonly shape: readonly number[]; readonly data: readonly unknown[] | TypedArray };

/** Arrays by the names of the file format; the rest of its keys are text, numbers or lists of text. */
export interface DataObject {
  readonly [name: string]: ArrayData | string | number | boolean | null | undefined | object;
}

/** Text of a file, and no address: JSON, or of several lines. */
export const isFileText = (text: string): boolean => /^\s*[[{]|\S[^\S\n]*\n\s*\S/.test(text);

/** An address, the text or the bytes of a file, or the data itself. */
export type Source = string | URL | Blob | ArrayBuffer | DataView | ArrayData | DataObject;

/**
 * Reads a file of any format, told apart by its content. A file at an address is fetched and read once for all who
 * ask, and kept while somebody holds it.
 * @throws {AttnError} Nothing else, but for the reason of an abort.
 */
export async function load(source: Source, options: LoadOptions = {}): Promise<TensorFile> {
  const { limit = defaultLimit, encoding = null, isFresh = false, isData = false, onArrival } = options;
  const signal = options.signal ?? undefined;
  try {
    const part = source instanceof Blob && source.size > FIRST ? await openBlob(source, { limit, encoding }) : null;
    if (part) return part;
    const bytes = await ownBytes(source, limit);
    signal?.throwIfAborted();
    if (bytes) return await read(bytes, nameOf(source), { limit, encoding });
    if (typeof source !== 'string' && !(source instanceof URL)) {
      return await open('data', await readParsed(readable(source), { url: 'data', limit }));
    }
    if (isData && typeof source === 'string') throw (await readers()).unknownFormat('data');
    const url = resolveUrl(source, options.base);
    const start: StartFile = async (abort, known, arrive) => {
      if (isZarr.test(url.pathname)) return { file: await openFolder(url, { limit, encoding }, abort), version: null };
      expectReader(url.pathname);
      const first = isBinary.test(url.pathname) && url.protocol.startsWith('http') ? FIRST : undefined;
      const fetched = await fetchFile(url, limit, { signal: abort, known, first, onArrival: arrive });
      if (!fetched) return null;
      if (fetched.total)
        return { file: await openStart(url, fetched, { limit, encoding }, abort), version: fetched.version };
      return { file: await read(fetched.bytes, url.href, { limit, encoding }), version: fetched.version };
    };
    // A data address is its own file, and too long for a key.
    if (url.protocol === 'data:') return (await start(signal))!.file;
    return await shareFile(encoding ? `${encoding} ${url.href}` : url.href, start, { signal, isFresh, onArrival });
  } catch (error) {
    throw signal?.aborted ? signal.reason : AttnError.from(error);
  }
}

/** Bytes that are asked for of a file whose name says that parts of it may be enough: one that is no longer comes with one request. */
const FIRST = 2 ** 16;

const isBinary = /\.(npy|npz|safetensors)$/i;

/** A folder of Zarr, an array in one, or its metadata. */
const isZarr = /\.zarr(\/|$)|\/(zarr\.json|\.z(array|group|metadata|attrs))$/i;

async function openFolder(url: URL, options: ReadOptions, signal?: AbortSignal): Promise<TensorFile> {
  const { openZarr, HELD } = await lazy(() => import('./zarr/index.js'));
  const address = shorten(url.href);
  return open(address, await openZarr(url, { url: address, ...options }, signal), HELD);
}

const ranges = () => lazy(() => import('./ranges/index.js'));

/** A file of which the start is there. */
async function openStart(url: URL, start: Fetched, options: ReadOptions, signal?: AbortSignal): Promise<TensorFile> {
  const address = shorten(url.href);
  const found = await (await ranges()).readStart(url, start, { url: address, ...options }, signal);
  return 'bytes' in found ? read(found.bytes, address, options) : open(address, found.contents, found.held);
}

/** A file on a disk of which parts are enough; null of one that is read whole. */
async function openBlob(blob: Blob, options: ReadOptions): Promise<TensorFile | null> {
  const url = nameOf(blob);
  const contents = await (await ranges()).readBlob(blob, { url, ...options });
  return contents && open(url, contents);
}

const readers = () => lazy(() => import('./formats/readers.js'));

type ReadOptions = Required<Pick<LoadOptions, 'limit' | 'encoding'>>;

async function read(bytes: Uint8Array, name: string, options: ReadOptions): Promise<TensorFile> {
  const context = { url: shorten(name), ...options };
  const { url } = context;
  if (!bytes.length) throw new AttnError('empty', { url });
  try {
    const value = jsonOf(bytes, options);
    const contents =
      value === undefined ? await (await readers()).readFile(bytes, context) : await readParsed(value, context);
    return await open(url, contents, bytes.length);
  } catch (error) {
    // A file that is none of ours may begin like one: it is named for what it is.
    const { foreignFormat } = await readers();
    throw foreignFormat(startOf(bytes), url) ?? error;
  }
}

/** The value of a file of JSON in UTF-8, which most pages show: they wait for no reader. undefined for all that `readFile` reads. */
function jsonOf(bytes: Uint8Array, { encoding }: ReadOptions): unknown {
  if (encoding || registered('formats').size > 0 || !jsonStart.test(startOf(bytes))) return undefined;
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Begins to load what reads a file that is not named JSON: at the same time as the file itself. */
function expectReader(path: string): void {
  if (!/\.(?!json$)\w+$/i.test(path)) return;
  // A part that is missing is told of where it is needed.
  readers()
    .then(({ expectFormat }) => expectFormat(path))
    .catch(() => {});
}

/** A file with one array is for that array: it fails at once where the array cannot be read. */
async function open(...parts: ConstructorParameters<typeof TensorFile>): Promise<TensorFile> {
  const file = new TensorFile(...parts);
  if (file.names.length === 1 && !file.plain) await file.view(file.names[0]);
  return file;
}

/** The bytes of a source that is a file in memory; null for addresses and for data. */
async function ownBytes(source: Source, limit: number): Promise<Uint8Array | null> {
  if (typeof source === 'string') return isFileText(source) ? new TextEncoder().encode(source) : null;
  if (source instanceof Blob) {
    // Bytes in memory cost nothing more; a blob may be a file on a disk.
    if (source.size > limit) throw new AttnError('too-large', { what: nameOf(source), bytes: source.size, limit });
    return new Uint8Array(await source.arrayBuffer());
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  const isBytes = (source instanceof Uint8Array || source instanceof DataView) && !('shape' in source);
  return isBytes ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : null;
}

/** A file's own name. */
function nameOf(source: Source): string {
  return (source instanceof Blob && (source as File).name) || 'data';
}
