import { AttnError, reason } from '../../../errors.js';

const PAGE = 65536;
/** Below is the module's own. */
const FIRST = PAGE;
/** The last page of 4 GB is nobody's: loops end where a piece does, and addresses have 32 bits. */
const LAST = 2 ** 32 - PAGE;
/** A line of the processor's cache. */
const UNIT = 64;

interface Gap {
  readonly at: number;
  readonly bytes: number;
}

/** Memory of a module for WebAssembly, handed out in pieces that come back one by one. Addresses are in bytes. */
export class WasmMemory {
  readonly #memory: WebAssembly.Memory;
  /** By address; no two touch each other. */
  #gaps: Gap[] = [];
  readonly #pieces = new Map<number, number>();
  #top = FIRST;
  #used = 0;
  #floats: Float32Array;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#floats = new Float32Array(memory.buffer);
  }

  /** Bytes that are handed out. */
  get used(): number {
    return this.#used;
  }

  /** The memory, by fours of bytes. Read it after the last call of `alloc`, which may replace it. */
  get floats(): Float32Array {
    if (this.#floats.buffer !== this.#memory.buffer) this.#floats = new Float32Array(this.#memory.buffer);
    return this.#floats;
  }

  get buffer(): ArrayBuffer {
    return this.#memory.buffer as ArrayBuffer;
  }

  /**
   * A piece of at least so many bytes, not zeroed.
   * @throws {AttnError} `unexpected` where the device has no more
   */
  alloc(wanted: number): number {
    const bytes = Math.max(UNIT, Math.ceil(wanted / UNIT) * UNIT);
    const found = this.#gaps.findIndex((gap) => gap.bytes >= bytes);
    let at = this.#top;
    if (found >= 0) {
      const gap = this.#gaps[found];
      ({ at } = gap);
      const rest = gap.bytes > bytes ? [{ at: at + bytes, bytes: gap.bytes - bytes }] : [];
      this.#gaps.splice(found, 1, ...rest);
    } else {
      this.#reach(at + bytes);
      this.#top += bytes;
    }
    this.#pieces.set(at, bytes);
    this.#used += bytes;
    return at;
  }

  free(at: number): void {
    const bytes = this.#pieces.get(at);
    if (bytes === undefined) return;
    this.#pieces.delete(at);
    this.#used -= bytes;
    const after = this.#gaps.findIndex((gap) => gap.at > at);
    const place = after < 0 ? this.#gaps.length : after;
    const before = this.#gaps[place - 1];
    const next = this.#gaps[place];
    const touchesBefore = before !== undefined && before.at + before.bytes === at;
    const touchesNext = next !== undefined && at + bytes === next.at;
    const from = touchesBefore ? before.at : at;
    const end = touchesNext ? next.at + next.bytes : at + bytes;
    const start = touchesBefore ? place - 1 : place;
    const gone = Number(touchesBefore) + Number(touchesNext);
    // The last piece is nobody's again.
    const joined = end === this.#top ? [] : [{ at: from, bytes: end - from }];
    if (end === this.#top) this.#top = from;
    this.#gaps.splice(start, gone, ...joined);
  }

  /** Takes all pieces back. The memory itself goes when nobody has the module any more. */
  clear(): void {
    this.#gaps = [];
    this.#pieces.clear();
    this.#top = FIRST;
    this.#used = 0;
  }

  #reach(end: number): void {
    const { byteLength } = this.#memory.buffer;
    if (end <= byteLength) return;
    // A half more at once, up to 16 MB: what grows makes views of it void, and some machines copy it.
    const wanted = Math.max(end, Math.min(byteLength * 1.5, byteLength + 2 ** 24));
    for (const reached of end > LAST ? [] : [wanted, end]) {
      try {
        this.#memory.grow(Math.ceil((reached - byteLength) / PAGE));
        return;
      } catch {
        // Perhaps there is room for what is needed.
      }
    }
    throw new AttnError('unexpected', { ...reason`the model needs ${end} bytes of memory, and there are no more` });
  }
}
