import type { TensorFile } from './tensor-file.js';

interface Fetching {
  readonly file: Promise<TensorFile>;
  /** Stops the fetch. */
  readonly controller: AbortController;
  /** How many wait for it. */
  waiting: number;
}

interface Shelf {
  /** By address: what somebody waits for. Gone afterwards, since a promise would hold the file. */
  readonly fetching: Map<string, Fetching>;
  /** By address: what was read. It lives as long as a view or the list of recent ones holds it. */
  readonly files: Map<string, WeakRef<TensorFile>>;
  /** Files used last, held so that an element taken out and put back finds its own. Newest first. */
  recent: TensorFile[];
}

const mostRecent = 8;
const mostRecentBytes = 64 * 2 ** 20;

// Found through a symbol, so that two bundled copies of this package share their files. The number changes with the
// shape of what is shared.
const holder = globalThis as { [key: symbol]: Shelf };
const shelf = () =>
  (holder[Symbol.for('attn-elements.files.1')] ??= { fetching: new Map(), files: new Map(), recent: [] });

/**
 * The file at an address, fetched and read once for all who ask. An abort concerns only who asked; the fetch stops when
 * nobody waits any more. A failure is not kept: the next who asks tries again.
 */
export async function shareFile(
  url: string,
  start: (signal: AbortSignal) => Promise<TensorFile>,
  signal?: AbortSignal,
): Promise<TensorFile> {
  const { fetching, files } = shelf();
  const ready = files.get(url)?.deref();
  if (ready) return keep(ready);
  let mine = fetching.get(url);
  if (!mine) {
    const controller = new AbortController();
    mine = { file: start(controller.signal), controller, waiting: 0 };
    fetching.set(url, mine);
  }
  const { file, controller } = mine;
  mine.waiting++;
  try {
    const aborted = new Promise<never>((_, reject) => {
      // Forgotten once the fetch is over.
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: controller.signal });
    });
    const found = await Promise.race([file, aborted]);
    files.set(url, new WeakRef(found));
    return keep(found);
  } finally {
    if (--mine.waiting === 0) {
      fetching.delete(url);
      controller.abort();
    }
  }
}

/** Makes a file the newest of the recent ones, and lets the oldest go while they are too many or too large together. */
function keep(file: TensorFile): TensorFile {
  const held = shelf();
  const recent = [file, ...held.recent.filter((other) => other !== file)];
  let bytes = 0;
  held.recent = recent.filter(({ byteLength }, at) => (bytes += byteLength) <= mostRecentBytes && at < mostRecent);
  // Addresses whose files are gone.
  for (const [url, reference] of held.files) if (!reference.deref()) held.files.delete(url);
  return file;
}
