import type { RemoteBytes } from '../../tensor.js';

/** Name of the cache in Cache Storage: who wants to free it deletes that. */
export const CACHE = 'attn-elements.models';

/** Added to an address: which bytes of it are kept, and of which version. */
export const BYTES = 'attn-bytes';
export const VERSION = 'attn-version';

/** Which file is kept. */
interface CachedFile {
  readonly url: URL;
  /** Its version, as its server tells it; a file whose server tells none is not kept: it may have changed. */
  readonly version: string | null;
  /** Bytes of its start that are there already, and are not kept. */
  readonly held: number;
  /** Called with the number of bytes that come from the cache. */
  readonly onArrival?: (bytes: number) => void;
}

/** Parts of a file at an address, each kept in Cache Storage under the place that it was read from. */
export class CachedBytes implements RemoteBytes {
  readonly length: number;
  readonly #file: RemoteBytes;
  readonly #cache: Cache;
  readonly #cached: CachedFile;
  /** Addresses of the parts that are kept. Known beforehand: parts that are not are asked for together, in one turn. */
  readonly #kept: Set<string>;
  #isFull = false;

  private constructor(file: RemoteBytes, cache: Cache, cached: CachedFile, kept: Set<string>) {
    this.#file = file;
    this.#cache = cache;
    this.#cached = cached;
    this.#kept = kept;
    this.length = file.length;
  }

  /** The file, kept from now on; as it is where nothing can be kept. Parts of other versions are deleted. */
  static async over(file: RemoteBytes, cached: CachedFile): Promise<RemoteBytes> {
    const { url, version } = cached;
    // Only pages of https, and of one's own machine, have it, and privacy settings may deny it.
    if (version === null || !globalThis.caches) return file;
    try {
      const cache = await caches.open(CACHE);
      const kept = new Set<string>();
      for (const request of await cache.keys()) {
        const { origin, pathname, searchParams } = new URL(request.url);
        if (origin !== url.origin || pathname !== url.pathname || !searchParams.has(BYTES)) continue;
        if (searchParams.get(VERSION) === version) kept.add(request.url);
        else await cache.delete(request);
      }
      return new CachedBytes(file, cache, cached, kept);
    } catch {
      return file;
    }
  }

  async read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    if (end <= this.#cached.held) return this.#file.read(from, end, signal);
    const key = this.#key(from, end);
    const found = this.#kept.has(key) ? await this.#find(key, end - from) : null;
    signal?.throwIfAborted();
    if (found) {
      this.#cached.onArrival?.(found.length);
      return found;
    }
    const bytes = await this.#file.read(from, end, signal);
    await this.#keep(key, bytes);
    return bytes;
  }

  #key(from: number, end: number): string {
    const { url, version } = this.#cached;
    const key = new URL(url);
    key.searchParams.set(VERSION, version!);
    key.searchParams.set(BYTES, `${from}-${end}`);
    return key.href;
  }

  async #find(key: string, length: number): Promise<Uint8Array | null> {
    try {
      const response = await this.#cache.match(key);
      const bytes = response && new Uint8Array(await response.arrayBuffer());
      return bytes?.length === length ? bytes : null;
    } catch {
      return null;
    }
  }

  /** A cache that is full keeps what it has: the model goes on. */
  async #keep(key: string, bytes: Uint8Array): Promise<void> {
    if (this.#isFull) return;
    try {
      await this.#cache.put(key, new Response(bytes as Uint8Array<ArrayBuffer>));
      this.#kept.add(key);
    } catch {
      this.#isFull = true;
    }
  }
}
