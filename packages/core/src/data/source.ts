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

/**
 * Fetches a file into memory. What fails leaves the rest of the body unread: who gave the signal aborts the fetch then.
 */
export async function fetchBytes(url: URL, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const address = shorten(url.href);
  const tooLarge = (bytes: number) => new AttnError('too-large', { what: address, bytes, limit });
  try {
    const { ok, status, headers, body } = await fetch(url, { signal });
    if (!ok) throw new AttnError('not-found', { url: address, status });
    // The length is that of what is sent, which is packed where there is an encoding: it says nothing then.
    const declared = headers.has('Content-Encoding') ? 0 : Number(headers.get('Content-Length'));
    if (declared > limit) throw tooLarge(declared);
    return body ? await readStream(body, limit, tooLarge) : new Uint8Array();
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
