import { AttnError } from '../../errors.js';
import { readExactly } from '../bytes.js';
import { networkFault, shorten, statusFault, totalOf, versionOf } from '../source.js';

/** Part of a file that is asked for. */
export interface FileRange {
  readonly from: number;
  readonly end: number;
  /** Length of the file, and its version, as they were when its start was read. */
  readonly length: number;
  readonly version: string | null;
  readonly signal: AbortSignal;
  /** Called with the number of bytes when some have come. */
  readonly onArrival?: (bytes: number) => void;
}

/** Fetches a part of a file; null where the server gives another, or the file is another by now. */
export async function fetchRange(
  url: URL,
  { from, end, length, version, signal, onArrival }: FileRange,
): Promise<Uint8Array | null> {
  let isBegun = false;
  try {
    const response = await fetch(url, { signal, headers: { Range: `bytes=${from}-${end - 1}` } });
    const { status, ok, headers, body } = response;
    if (!ok && status !== 416) throw statusFault(shorten(url.href), status);
    isBegun = true;
    const isPart = status === 206 && totalOf(headers, from, end) === length && !headers.has('Content-Encoding');
    if (!isPart || versionOf(headers) !== version || !body) {
      body?.cancel().catch(() => {});
      return null;
    }
    return await readExactly(body, end - from, onArrival);
  } catch (error) {
    if (error instanceof AttnError || signal.aborted) throw error;
    throw await networkFault(url, isBegun, error);
  }
}
