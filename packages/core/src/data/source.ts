import { AttnError } from '../errors.js';
import { readStream } from './bytes.js';

/**
 * The full address of a source.
 * @throws {AttnError} `scheme`
 */
export function resolveUrl(source: string | URL, base?: string): URL {
  let url: string | URL = source;
  try {
    url = new URL(source, base ?? globalThis.location?.href);
    if (/^(https?|blob|data):$/.test(url.protocol)) return url;
  } catch {}
  throw new AttnError('scheme', { url: shorten(String(url)) });
}

/** Options of a fetch. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** The version that is there already. The server is asked whether the file has changed since. */
  readonly known?: string | null;
}

/** A file as a server gave it. */
export interface Fetched {
  readonly bytes: Uint8Array;
  /** Its `ETag`, else when it was last modified; null where the server tells neither. */
  readonly version: string | null;
}

/**
 * Fetches a file into memory; null where it is the version that is known. What fails leaves the rest of the body unread: who
 * gave the signal aborts the fetch then.
 */
export async function fetchFile(url: URL, limit: number, options: FetchOptions = {}): Promise<Fetched | null> {
  const { signal, known } = options;
  const address = shorten(url.href);
  const tooLarge = (bytes: number) => new AttnError('too-large', { what: address, bytes, limit });
  try {
    const isAgain = known !== undefined;
    const { ok, status, headers, body } = await fetch(url, { signal, ...(isAgain && { cache: 'no-cache' }) });
    if (!ok) throw new AttnError('not-found', { url: address, status });
    const version = headers.get('ETag') ?? headers.get('Last-Modified');
    if (version !== null && version === known) {
      body?.cancel().catch(() => {});
      return null;
    }
    // The length is that of what is sent, which is packed where there is an encoding: it says nothing then.
    const declared = headers.has('Content-Encoding') ? 0 : Number(headers.get('Content-Length'));
    if (declared > limit) throw tooLarge(declared);
    return { bytes: body ? await readStream(body, limit, tooLarge) : new Uint8Array(), version };
  } catch (error) {
    // An abort goes to whoever aborted as it is.
    if (error instanceof AttnError || signal?.aborted) throw error;
    throw new AttnError('network', { url: address }, { cause: error });
  }
}

/** Data addresses hold the file itself: enough of one to know it by. */
export function shorten(address: string): string {
  return address.length > 300 ? `${address.slice(0, 120)}…` : address;
}
