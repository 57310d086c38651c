import { AttnError } from '../../errors.js';
import { joinBytes, startOf } from '../../data/bytes.js';
import { RangedFile } from '../../data/ranges/ranged-file.js';
import { type Fetched, fetchFile, shorten } from '../../data/source.js';
import type { RemoteBytes } from '../../tensor.js';
import { CachedBytes } from './cached-bytes.js';
import { KeptFile } from './kept-file.js';
import type { FolderOptions, ModelFolder } from './model-folder.js';

/** Bytes of the start of a file that are asked for first: headers of most models lie within. */
const FIRST = 2 ** 16;

/** Length of a file that comes with one more request, whole: parts of it would cost more requests than they save bytes. */
const SMALL = 2 ** 23;

/** Servers answer missing files with a page and status 200. */
const isPage = (bytes: Uint8Array) => /^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|\?xml)/i.test(startOf(bytes));

/** A folder at an address of http or https. */
export class HttpFolder implements ModelFolder {
  readonly source: string;
  readonly #base: URL;
  readonly #options: FolderOptions;

  /** @param url of the folder, with or without a slash at its end; what follows a question mark goes with each file */
  constructor(url: URL, options: FolderOptions) {
    this.#base = new URL(url);
    this.#base.hash = '';
    if (!url.pathname.endsWith('/')) this.#base.pathname += '/';
    this.#options = options;
    this.source = this.#base.href;
  }

  address(name: string): string {
    return shorten(this.#url(name).href);
  }

  async read(name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { bytes } = (await fetchFile(this.#url(name), limit, { signal }))!;
    if (isPage(bytes)) throw new AttnError('html', { url: this.address(name) });
    return bytes;
  }

  async open(name: string, signal?: AbortSignal): Promise<RemoteBytes> {
    const { limit, cache = false, onArrival } = this.#options;
    const url = this.#url(name);
    const address = this.address(name);
    const place = { url, address, limit, keeps: 0, onArrival };
    const ranged = (held: Fetched, length: number) => new RangedFile(place, held, length);
    const fetched = (known?: string) => fetchFile(url, limit, { signal, first: FIRST, onArrival, known });
    const kept = cache ? await KeptFile.of(url) : null;
    let start = await fetched(kept?.version);
    if (!start) {
      const bytes = await kept!.read();
      if (bytes) {
        onArrival?.(bytes.length);
        return ranged({ bytes, version: kept!.version }, bytes.length);
      }
      start = (await fetched())!;
    }
    if (isPage(start.bytes)) throw new AttnError('html', { url: address });
    const { total, version } = start;
    const parts = ranged(start, total ?? start.bytes.length);
    if (total && total > SMALL) {
      return cache ? CachedBytes.over(parts, { url, version, held: start.bytes.length, onArrival }) : parts;
    }
    // It came whole, or comes so with one more request.
    const bytes = total ? joinBytes([start.bytes, await parts.read(start.bytes.length, total, signal)]) : start.bytes;
    if (cache) await KeptFile.keep(url, version, bytes);
    return ranged({ bytes, version }, bytes.length);
  }

  #url(name: string): URL {
    const url = new URL(this.#base);
    url.pathname += encodeURIComponent(name);
    return url;
  }
}
