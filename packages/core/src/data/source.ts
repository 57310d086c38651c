import { AttnError, reason } from '../errors.js';
import { lazy } from '../lazy.js';
import { readStream } from './bytes.js';

/**
 * The full address of a source.
 * @throws {AttnError} `scheme`; `on-disk` where the page was opened from a disk, and names a file beside it
 */
export function resolveUrl(source: string | URL, base?: string): URL {
  let url: string | URL = source;
  try {
    url = new URL(source, base ?? globalThis.location?.href);
    if (/^(https?|blob|data):$/.test(url.protocol)) return url;
  } catch {}
  const isOnDisk = (address?: string | URL) => String(address).startsWith('file:');
  if (isOnDisk(base ?? globalThis.location?.href) && isOnDisk(url))
    throw new AttnError('on-disk', { url: shorten(String(url)) });
  throw new AttnError('scheme', { url: shorten(String(url)) });
}

/** Options of a fetch. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** The version that is there already. The server is asked whether the file has changed since. */
  readonly known?: string | null;
  /** Bytes of the start, which are enough where the server gives parts; absent: all. */
  readonly first?: number;
  /** Called when some of it has come, with the number of bytes; 0 of the answer itself. */
  readonly onArrival?: (bytes: number) => void;
}

/** A file as a server gave it. */
export interface Fetched {
  readonly bytes: Uint8Array;
  /** Its `ETag`, else when it was last modified; null where the server tells neither. */
  readonly version: string | null;
  /** Length of the file of which the bytes are the start; absent where they are all. */
  readonly total?: number;
}

/**
 * Fetches a file into memory; null where it is the version that is known. What fails leaves the rest of the body unread: who
 * gave the signal aborts the fetch then.
 */
export async function fetchFile(url: URL, limit: number, options: FetchOptions = {}): Promise<Fetched | null> {
  const { signal, known, first, onArrival } = options;
  const address = shorten(url.href);
  const tooLarge = (bytes: number) => new AttnError('too-large', { what: address, bytes, limit });
  let isBegun = false;
  try {
    const init: RequestInit = { signal, ...(known !== undefined && { cache: 'no-cache' }) };
    const start = first === undefined ? null : await startOfFile(url, first, init);
    const { ok, status, headers, body } = start?.response ?? (await fetch(url, init));
    if (!ok) throw statusFault(address, status);
    isBegun = true;
    onArrival?.(0);
    const version = versionOf(headers);
    if (version !== null && version === known) {
      body?.cancel().catch(() => {});
      return null;
    }
    if (start?.total) {
      const bytes = await readStream(body!, first!, tooLarge, onArrival);
      const { total } = start;
      // A server that gives less than it says is asked for all.
      if (bytes.length === Math.min(first!, total)) return { bytes, version, ...(total > bytes.length && { total }) };
      return await fetchFile(url, limit, { signal, onArrival });
    }
    // The length is that of what is sent, which is packed where there is an encoding: it says nothing then.
    const declared = headers.has('Content-Encoding') ? 0 : Number(headers.get('Content-Length'));
    if (declared > limit) throw tooLarge(declared);
    return { bytes: body ? await readStream(body, limit, tooLarge, onArrival) : new Uint8Array(), version };
  } catch (error) {
    // An abort goes to whoever aborted as it is.
    if (error instanceof AttnError || signal?.aborted) throw error;
    throw await networkFault(url, isBegun, error);
  }
}

/** Version of a file, as its server tells it; null where it tells none. */
export const versionOf = (headers: Headers): string | null => headers.get('ETag') ?? headers.get('Last-Modified');

/** Failure that a server tells by its status. */
export function statusFault(url: string, status: number): AttnError {
  if (status === 404 || status === 410) return new AttnError('not-found', { url, status });
  const why = status >= 500 ? reason`its server failed` : reason`its server refuses it`;
  return new AttnError('http-status', { url, status, ...why });
}

/** Failure of a fetch that nobody answered, or that broke off. */
export async function networkFault(url: URL, isBegun: boolean, cause: unknown): Promise<AttnError> {
  const address = shorten(url.href);
  if (globalThis.navigator?.onLine === false) return new AttnError('offline', { url: address }, { cause });
  let why = reason`its server did not answer`;
  try {
    why = await (await lazy(() => import('./fetch-fault.js'))).fetchFault(url, isBegun);
  } catch {
    // What would find out more may be on the same server.
  }
  return new AttnError('network', { url: address, ...why }, { cause });
}

/**
 * Asks for the start of a file (RFC 9110, 14). A server that knows no parts answers with the whole file; one of another site may forbid to
 * ask for them, or hides how long the file is: null then, and where what it gives is packed.
 */
async function startOfFile(
  url: URL,
  first: number,
  init: RequestInit,
): Promise<{ response: Response; total: number } | null> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers: { Range: `bytes=0-${first - 1}` } });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return null;
  }
  const { status, headers, body } = response;
  if (status !== 206 && status !== 416) return { response, total: 0 };
  const total = totalOf(headers, 0, first);
  if (total && !headers.has('Content-Encoding')) return { response, total };
  body?.cancel().catch(() => {});
  return null;
}

/** Length of the file of which an answer has the part that was asked for; 0 where it says another, or nothing. */
export function totalOf(headers: Headers, from: number, end: number): number {
  const [, first, last, all] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('Content-Range') ?? '') ?? [];
  const total = Number(all);
  return Number(first) === from && Number(last) === Math.min(end, total) - 1 ? total : 0;
}

/** Data addresses hold the file itself: enough of one to know it by. */
export function shorten(address: string): string {
  return address.length > 300 ? `${address.slice(0, 120)}…` : address;
}
