import { AttnError } from '../errors.js';
import { iterate } from './formats/format.js';

const schemes = ['http:', 'https:', 'blob:', 'data:'];

/**
 * The full address of a source.
 * @throws {AttnError} `scheme`
 */
export function resolveUrl(source: string | URL, base?: string): URL {
  let url: URL | null = null;
  try {
    url = new URL(source, base ?? globalThis.location?.href);
  } catch {}
  if (!url || !schemes.includes(url.protocol)) throw new AttnError('scheme', { url: shorten(String(url ?? source)) });
  return url;
}

/** Fetches a file into memory, and stops as soon as it is longer than the limit. */
export async function fetchBytes(url: URL, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const address = shorten(url.href);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(url, { signal });
    // Read even where the status is an error's: an unread body holds its connection.
    bytes = response.ok ? await readBody(response, limit, signal) : new Uint8Array();
    if (!response.ok) response.body?.cancel().catch(() => {});
  } catch (error) {
    // An abort goes to whoever aborted as it is.
    if (error instanceof AttnError || signal?.aborted) throw error;
    throw new AttnError('network', { url: address }, { cause: error });
  }
  if (!response.ok) throw new AttnError('not-found', { url: address, status: response.status });
  return bytes;
}

async function readBody(response: Response, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const tooLarge = (bytes: number) => new AttnError('too-large', { what: shorten(response.url), bytes, limit });
  // The length is that of what is sent, which is packed where there is an encoding: it says nothing then.
  const declared = response.headers.has('Content-Encoding') ? 0 : Number(response.headers.get('Content-Length'));
  if (declared > limit) {
    response.body?.cancel().catch(() => {});
    throw tooLarge(declared);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ? iterate(response.body) : []) {
    length += chunk.length;
    if (length > limit) throw tooLarge(length);
    chunks.push(chunk);
  }
  signal?.throwIfAborted();
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Data addresses hold the file itself: enough of one to know it by. */
export function shorten(address: string): string {
  return address.length > 300 ? `${address.slice(0, 120)}…` : address;
}
