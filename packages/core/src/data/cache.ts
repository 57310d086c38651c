import type { TensorFile } from './tensor-file.js';

/** A file as it was read, and which version of it that is; null where the server tells none. */
interface VersionedFile {
  readonly file: TensorFile;
  readonly version: string | null;
}

/**
 * Fetches and reads a file.
 * @param known the version that is held, given where the file shall be fetched again only if it has changed: then null says that it has not
 * @param onArrival called when some of it has come
 */
export type StartFile = (
  signal?: AbortSignal,
  known?: string | null,
  onArrival?: () => void,
) => Promise<VersionedFile | null>;

export interface ShareOptions {
  readonly signal?: AbortSignal;
  /** Whether a file that is held is asked for again. */
  readonly isFresh?: boolean;
  /** Called when some of it has come. */
  readonly onArrival?: () => void;
}

/** Time without a byte after which who asks for a file anew does not wait for those who wait already, in milliseconds. */
const QUIET = 5000;

interface Fetching {
  readonly file: Promise<VersionedFile>;
  /** Stops the fetch. */
  readonly controller: AbortController;
  /** Number of callers that wait for it. */
  waiting: number;
  /** Told when some of it has come. */
  readonly listeners: Set<() => void>;
  /** When some of it came last. */
  arrived: number;
}

interface Shelf {
  /** By address: what somebody waits for. Gone afterwards, since a promise would hold the file. */
  readonly fetching: Map<string, Fetching>;
  /** By address: what was read. It lives as long as a view or the list of recent ones holds it. */
  readonly files: Map<string, { readonly file: WeakRef<TensorFile>; readonly version: string | null }>;
  /** Files used last, held so that an element taken out and put back finds its own. Newest first. */
  recent: TensorFile[];
}

const mostRecent = 8;
const mostRecentBytes = 64 * 2 ** 20;

// Found through a symbol, so that two bundled copies of this package share their files. The number changes with the
// shape of what is shared.
const holder = globalThis as { [key: symbol]: Shelf };
const sharedCache = () =>
  (holder[Symbol.for('attn-elements.files.3')] ??= { fetching: new Map(), files: new Map(), recent: [] });

/**
 * The file at an address, fetched and read once for all who ask. An abort concerns only who asked; the fetch stops when
 * nobody waits any more. A failure is not kept: the next who asks tries again.
 */
export async function shareFile(
  url: string,
  start: StartFile,
  { signal, isFresh = false, onArrival }: ShareOptions = {},
): Promise<TensorFile> {
  const { fetching, files } = sharedCache();
  const held = files.get(url);
  const ready = held?.file.deref();
  if (ready && !isFresh) return keep(ready);
  let mine = fetching.get(url);
  const isStalled = mine && isFresh && performance.now() - mine.arrived > QUIET;
  if (!mine || isStalled) {
    const controller = new AbortController();
    const known = ready && held ? { file: ready, version: held.version } : null;
    const listeners = new Set<() => void>();
    const arrive = () => {
      own.arrived = performance.now();
      for (const tell of listeners) tell();
    };
    const begin = async () => (await start(controller.signal, known ? known.version : undefined, arrive)) ?? known!;
    // Nothing comes before it is there.
    const own: Fetching = {
      file: Promise.resolve().then(begin),
      controller,
      waiting: 0,
      listeners,
      arrived: performance.now(),
    };
    mine = own;
    fetching.set(url, own);
  }
  const { file, controller, listeners } = mine;
  mine.waiting++;
  if (onArrival) listeners.add(onArrival);
  try {
    const aborted = new Promise<never>((_, reject) => {
      // Forgotten once the fetch is over.
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: controller.signal });
    });
    const found = await Promise.race([file, aborted]);
    files.set(url, { file: new WeakRef(found.file), version: found.version });
    return keep(found.file);
  } finally {
    if (onArrival) listeners.delete(onArrival);
    if (--mine.waiting === 0) {
      if (fetching.get(url) === mine) fetching.delete(url);
      controller.abort();
    }
  }
}

/** Makes a file the newest of the recent ones, and lets the oldest go while they are too many or too large together. */
function keep(file: TensorFile): TensorFile {
  const held = sharedCache();
  const recent = [file, ...held.recent.filter((other) => other !== file)];
  let bytes = 0;
  held.recent = recent.filter(({ byteLength }, at) => (bytes += byteLength) <= mostRecentBytes && at < mostRecent);
  // Addresses whose files are gone.
  for (const [url, { file: reference }] of held.files) if (!reference.deref()) held.files.delete(url);
  return file;
}
