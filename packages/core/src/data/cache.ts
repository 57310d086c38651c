import { AttnError, type ErrorCode, type ErrorDetails, englishSentences } from '../errors.js';
import type { TensorFile } from './tensor-file.js';

/** One address: a file being fetched, or one that is read. */
interface Entry {
  /** While it is fetched and read; gone afterwards, since a promise would hold the file. */
  promise?: Promise<TensorFile>;
  readonly controller: AbortController;
  /** How many wait for the fetch. */
  waiting: number;
  /** Set once the file is read. It is not held: it lives as long as a view or the list of recent ones holds it. */
  file?: WeakRef<TensorFile>;
}

interface Shelf {
  readonly entries: Map<string, Entry>;
  /** Files used last, held so that an element taken out and put back finds its own. Newest last. */
  readonly recent: TensorFile[];
}

const mostRecent = 8;
const mostRecentBytes = 64 * 2 ** 20;

// Found through a symbol, so that two bundled copies of this package share their files. The number changes with the
// shape of what is shared.
const key = Symbol.for('attn-elements.files.1');

function shelf(): Shelf {
  const holder = globalThis as { [key]?: Shelf };
  return (holder[key] ??= { entries: new Map(), recent: [] });
}

/**
 * The file at an address, fetched and read once for all who ask. An abort concerns only who asked; the fetch stops when
 * nobody waits any more. A failure is not kept: the next who asks tries again.
 */
export async function shareFile(
  url: string,
  start: (signal: AbortSignal) => Promise<TensorFile>,
  signal?: AbortSignal,
): Promise<TensorFile> {
  signal?.throwIfAborted();
  const { entries } = shelf();
  let entry = entries.get(url);
  const ready = entry?.file?.deref();
  if (ready) return keep(ready);
  if (!entry?.promise) {
    entry = open(url, start);
    entries.set(url, entry);
  }
  const mine = entry;
  const promise = mine.promise!;
  mine.waiting++;
  const leave = new AbortController();
  try {
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: leave.signal });
    });
    return keep(await Promise.race([promise, aborted]));
  } catch (error) {
    throw ours(error);
  } finally {
    leave.abort();
    if (--mine.waiting === 0 && mine.promise) {
      if (entries.get(url) === mine) entries.delete(url);
      mine.controller.abort();
    }
  }
}

function open(url: string, start: (signal: AbortSignal) => Promise<TensorFile>): Entry {
  const controller = new AbortController();
  const entry: Entry = { promise: start(controller.signal), controller, waiting: 0 };
  settle(url, entry);
  return entry;
}

async function settle(url: string, entry: Entry): Promise<void> {
  const { entries } = shelf();
  try {
    entry.file = new WeakRef(await entry.promise!);
    entry.promise = undefined;
  } catch {
    if (entries.get(url) === entry) entries.delete(url);
  }
}

/** Makes a file the newest of the recent ones, and lets the oldest go while they are too many or too large together. */
function keep(file: TensorFile): TensorFile {
  const { entries, recent } = shelf();
  const at = recent.indexOf(file);
  if (at >= 0) recent.splice(at, 1);
  recent.push(file);
  let bytes = recent.reduce((sum, { byteLength }) => sum + byteLength, 0);
  while (recent.length && (recent.length > mostRecent || bytes > mostRecentBytes)) bytes -= recent.shift()!.byteLength;
  // Addresses whose files are gone.
  for (const [url, entry] of entries) if (entry.file && !entry.file.deref()) entries.delete(url);
  return file;
}

/** An error of another copy of this package is rebuilt as one of ours, so that `instanceof` holds. */
function ours(error: unknown): unknown {
  const { name, code, details } = (error ?? {}) as { name?: string; code?: string; details?: ErrorDetails };
  if (error instanceof AttnError || name !== 'AttnError' || !code || !Object.hasOwn(englishSentences, code))
    return error;
  return new AttnError(code as ErrorCode, details, { cause: error });
}
