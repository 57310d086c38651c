import type { AbsolutePath, AsyncReadable, GetOptions, RangeQuery } from 'zarrita';
import { AttnError, reason } from '../../errors.js';
import { startOf } from '../bytes.js';
import { damaged, type ReadContext } from '../formats/format.js';
import { RangedFile } from '../ranges/ranged-file.js';
import { type Fetched, fetchFile } from '../source.js';
import { ownMemory } from './own-memory.js';

/** First bytes that are asked for of a shard: as many as an index at its start may have, so that the length comes with it. */
const LEAST = 256;

/** Bytes of parts that are kept of one shard: who reads keeps the chunks. */
const KEPT = 2 ** 22;

/** Shards that are held open. */
const MOST_OPEN = 64;

/** A shard of which parts are read: whole where its server gives no parts. */
interface Shard {
  readonly length: number;
  read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/**
 * Files of a Zarr hierarchy under an address, read for zarrita. Parts of shards are compared with what was asked for, as of every file that is
 * read in parts: a host that gives another part, packs it, or has another file by now leads to the right bytes or to an error.
 */
export class ZarrStore implements AsyncReadable {
  readonly #root: URL;
  readonly #context: ReadContext;
  readonly #metadata: ReadonlyMap<string, Uint8Array>;
  /** Bytes of the index that shards of an array begin with, by the array's path. */
  readonly #starts: ReadonlyMap<string, number>;
  readonly #shards = new Map<string, Promise<Shard | undefined>>();

  /**
   * @param root address that ends with a slash
   * @param metadata of all arrays that are read, by path, as zarrita is to see it
   * @param starts arrays whose shards begin with their index
   */
  constructor(
    root: URL,
    context: ReadContext,
    metadata: ReadonlyMap<string, Uint8Array>,
    starts: ReadonlyMap<string, number>,
  ) {
    this.#root = root;
    this.#context = context;
    this.#metadata = metadata;
    this.#starts = starts;
  }

  /** A chunk; undefined of one that is not there, which stands for its array's fill value. */
  async get(key: AbsolutePath, { signal }: GetOptions = {}): Promise<Uint8Array | undefined> {
    const held = this.#metadata.get(key);
    if (held) return held;
    const found = await this.#fetch(key, undefined, signal);
    return found && ownMemory(found.bytes);
  }

  async getRange(key: AbsolutePath, range: RangeQuery, { signal }: GetOptions = {}): Promise<Uint8Array | undefined> {
    const start = [...this.#starts].find(([path]) => key.startsWith(`${path}/`))?.[1] ?? null;
    const shard = await this.#shard(key, Math.max(LEAST, start ?? 0));
    if (!shard) return undefined;
    const { length } = shard;
    const bytes = 'suffixLength' in range ? range.suffixLength : range.length;
    const from = !('suffixLength' in range) ? range.offset : start === null ? length - bytes : 0;
    if (!(from >= 0 && from + bytes <= length))
      throw damaged(this.#context, reason`a shard ends before a chunk that its index names`);
    return ownMemory(await shard.read(from, from + bytes, signal));
  }

  /** @param first bytes of its start that come at once */
  #shard(key: AbsolutePath, first: number): Promise<Shard | undefined> {
    const held = this.#shards.get(key);
    if (held) return held;
    const { url: address, limit } = this.#context;
    const url = this.#address(key);
    // Several heads may wait for it: who asked first may leave.
    const opened = this.#fetch(key, first).then((start): Shard | undefined => {
      if (!start) return undefined;
      const { bytes, total } = start;
      if (total) return new RangedFile({ url, address, limit, keeps: KEPT }, start, total);
      return { length: bytes.length, read: async (from, end) => bytes.subarray(from, end) };
    });
    this.#shards.set(key, opened);
    // What failed may be there next time.
    opened.catch(() => this.#shards.delete(key));
    if (this.#shards.size > MOST_OPEN) this.#shards.delete(this.#shards.keys().next().value!);
    return opened;
  }

  async #fetch(key: AbsolutePath, first?: number, signal?: AbortSignal): Promise<Fetched | undefined> {
    const found = await fetchIfThere(this.#address(key), this.#context.limit, { first, signal });
    // Hosts of applications answer for whatever is not there with their page.
    if (found && isPage(found.bytes))
      throw damaged(this.#context, reason`its server gives a page in place of the chunk ${key}`);
    return found;
  }

  #address(key: AbsolutePath): URL {
    return addressIn(this.#root, key.slice(1));
  }
}

/** Address of a file under another, with what it is asked with: signed addresses hold for all of a hierarchy. */
export function addressIn(root: URL, path: string): URL {
  const url = new URL(root);
  url.pathname += path.split('/').map(encodeURIComponent).join('/');
  return url;
}

/** A file at an address; undefined where there is none. */
export async function fetchIfThere(
  url: URL,
  limit: number,
  options: { readonly first?: number; readonly signal?: AbortSignal } = {},
): Promise<Fetched | undefined> {
  try {
    return (await fetchFile(url, limit, options)) ?? undefined;
  } catch (error) {
    if (error instanceof AttnError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Whether bytes are a page of HTML, and no file of an array. */
export const isPage = (bytes: Uint8Array): boolean => /^\s*<(!doctype html|html)/i.test(startOf(bytes.subarray(0, 64)));
