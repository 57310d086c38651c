import { BYTES, CACHE, VERSION } from './cached-bytes.js';

/** Bytes of the largest file that is kept whole: keeping it takes its room a second time. */
const LARGEST = 2 ** 28;

/** Stands for the place of a part. */
const WHOLE = 'whole';

/** A file that came whole and is kept so, in Cache Storage. */
export class KeptFile {
  readonly version: string;
  readonly #key: string;

  private constructor(key: string, version: string) {
    this.#key = key;
    this.version = version;
  }

  /** The one that is kept of an address; null where there is none. */
  static async of(url: URL): Promise<KeptFile | null> {
    try {
      for (const { url: key } of await keysOf(url)) {
        const { searchParams } = new URL(key);
        if (searchParams.get(BYTES) === WHOLE) return new KeptFile(key, searchParams.get(VERSION)!);
      }
    } catch {}
    return null;
  }

  /** Keeps a file in place of all that is kept of its address. One whose server tells no version is not kept: it may have changed. */
  static async keep(url: URL, version: string | null, bytes: Uint8Array): Promise<void> {
    if (version === null || bytes.length > LARGEST || !globalThis.caches) return;
    const key = new URL(url);
    key.searchParams.set(VERSION, version);
    key.searchParams.set(BYTES, WHOLE);
    try {
      const cache = await caches.open(CACHE);
      await Promise.all((await keysOf(url)).map((request) => cache.delete(request)));
      await cache.put(key.href, new Response(bytes as Uint8Array<ArrayBuffer>));
    } catch {
      // There is no room, or it is not allowed: the model goes on.
    }
  }

  /** Its bytes; null where they have gone. */
  async read(): Promise<Uint8Array | null> {
    try {
      const response = await (await caches.open(CACHE)).match(this.#key);
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }
}

/** Requests that are kept of an address. */
async function keysOf(url: URL): Promise<readonly Request[]> {
  if (!globalThis.caches) return [];
  const keys = await (await caches.open(CACHE)).keys();
  return keys.filter((request) => {
    const { origin, pathname, searchParams } = new URL(request.url);
    return origin === url.origin && pathname === url.pathname && searchParams.has(BYTES);
  });
}
