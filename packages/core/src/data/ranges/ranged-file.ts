import { AttnError, reason } from '../../errors.js';
import type { RemoteBytes } from '../../tensor.js';
import { type Fetched, fetchFile } from '../source.js';
import { fetchRange } from './fetch-range.js';

/** Bytes between two parts that are asked for at the same time, up to which both come with one request, and most bytes of one. */
const GAP = 2 ** 16;
const MOST_JOINED = 2 ** 23;

/** Bytes of parts that are kept: a reader goes back and forth between heads. */
export const MOST_KEPT = 2 ** 25;

/** Part that is asked for. */
interface Asked {
  readonly from: number;
  readonly end: number;
  readonly signal?: AbortSignal;
  /** Aborted once the part is there, or cannot be. */
  readonly settled: AbortSignal;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/** Part that is there. */
interface Kept {
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Where a file lies, and how much of it may be in memory where its server gives no parts. */
interface RangedPlace {
  readonly url: URL;
  readonly address: string;
  readonly limit: number;
  /** Bytes of parts that are kept, `MOST_KEPT` unless given. */
  readonly keeps?: number;
  /** Called with the number of bytes when some have come. */
  readonly onArrival?: (bytes: number) => void;
}

/**
 * A file at an address of which parts are read by range requests (RFC 9110, 14). Parts that are asked for in one turn and lie beside each
 * other come together. A server that stops giving them, or gives others than it was asked for, is asked for the whole file, if that is not too large.
 */
export class RangedFile implements RemoteBytes {
  readonly length: number;
  readonly #place: RangedPlace;
  readonly #start: Fetched;
  #asked: Asked[] = [];
  #kept: Kept[];
  #whole: Promise<Uint8Array> | null = null;
  #opening: AbortSignal | undefined;

  /**
   * @param start of the file, as its server gave it
   * @param opening stops what is read until it is `opened`
   */
  constructor(place: RangedPlace, start: Fetched, length: number, opening?: AbortSignal) {
    this.#place = place;
    this.#start = start;
    this.length = length;
    this.#kept = [{ from: 0, bytes: start.bytes }];
    this.#opening = opening;
  }

  /** The places of all arrays are known: who reads from now on brings a signal of their own. */
  opened(): void {
    this.#opening = undefined;
  }

  async read(from: number, end: number, signal = this.#opening): Promise<Uint8Array> {
    const there = this.#find(from, end);
    if (there) return there;
    const { address, limit } = this.#place;
    const bytes = end - from;
    if (bytes > limit) throw new AttnError('too-large', { what: address, bytes, limit });
    // A signal may outlive many parts: what is there already is not told of it any more, and nothing holds it.
    const settled = new AbortController();
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        if (this.#asked.length === 0) queueMicrotask(() => this.#ask());
        this.#asked.push({ from, end, signal, settled: settled.signal, resolve, reject });
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: settled.signal });
      });
    } finally {
      settled.abort();
    }
  }

  #find(from: number, end: number): Uint8Array | null {
    const found = this.#kept.find((kept) => kept.from <= from && end <= kept.from + kept.bytes.length);
    if (!found) return null;
    // Used last, let go last. The start stays.
    if (found !== this.#kept[0]) this.#kept = [...this.#kept.filter((kept) => kept !== found), found];
    return found.bytes.subarray(from - found.from, end - found.from);
  }

  #keep(from: number, bytes: Uint8Array): void {
    const { keeps = MOST_KEPT } = this.#place;
    if (keeps === 0) return;
    this.#kept.push({ from, bytes });
    const sum = () => this.#kept.reduce((total, kept) => total + kept.bytes.length, 0);
    while (this.#kept.length > 2 && sum() > keeps) this.#kept.splice(1, 1);
  }

  /** Asks for everything that was asked for in this turn. */
  #ask(): void {
    const asked = this.#asked.sort((one, other) => one.from - other.from);
    this.#asked = [];
    let joined: Asked[] = [];
    let end = 0;
    for (const part of asked) {
      const isBeside = joined.length > 0 && part.from <= end + GAP && part.end - joined[0].from <= MOST_JOINED;
      if (!isBeside && joined.length > 0) {
        void this.#fetch(joined, end);
        joined = [];
        end = 0;
      }
      joined.push(part);
      end = Math.max(end, part.end);
    }
    if (joined.length > 0) void this.#fetch(joined, end);
  }

  async #fetch(parts: readonly Asked[], end: number): Promise<void> {
    const [{ from }] = parts;
    const abort = new AbortController();
    let waiting = parts.length;
    for (const { signal, settled } of parts) {
      const leave = () => --waiting === 0 && abort.abort();
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true, signal: settled });
    }
    try {
      const bytes = await this.#bytes(from, end, abort.signal);
      for (const part of parts) part.resolve(bytes.subarray(part.from - from, part.end - from));
    } catch (error) {
      for (const part of parts) part.reject(error);
    }
  }

  async #bytes(from: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    if (this.#whole) return (await this.#whole).subarray(from, end);
    const { url, onArrival } = this.#place;
    const { version } = this.#start;
    const part = await fetchRange(url, { from, end, length: this.length, version, signal, onArrival });
    if (part) {
      this.#keep(from, part);
      return part;
    }
    return (await this.#fetchWhole()).subarray(from, end);
  }

  /** The whole file, in place of parts that its server does not give. */
  #fetchWhole(): Promise<Uint8Array> {
    this.#whole ??= this.#load().catch((error: unknown) => {
      this.#whole = null;
      throw error;
    });
    return this.#whole;
  }

  async #load(): Promise<Uint8Array> {
    const { url, address, limit, onArrival } = this.#place;
    if (this.length > limit) {
      throw new AttnError('too-large', { what: address, bytes: this.length, limit });
    }
    const { bytes } = (await fetchFile(url, limit, { onArrival }))!;
    const { bytes: start } = this.#start;
    // Places of arrays were read from the start: of a file that begins otherwise they would be others.
    const isSame = bytes.length === this.length && start.every((byte, at) => byte === bytes[at]);
    if (!isSame)
      throw new AttnError('damaged', { url: address, ...reason`it has changed on its server while it was read` });
    return bytes;
  }
}
