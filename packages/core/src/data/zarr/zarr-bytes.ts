import type { Array as ZarrArray, DataType, Readable } from 'zarrita';
import { AttnError } from '../../errors.js';
import { type RemoteBytes, type RemotePart, stridesOf } from '../../tensor.js';
import type { ReadContext } from '../formats/format.js';
import { chunksOf, copyChunk, type Laid, type Region, regionsBetween } from './chunk-grid.js';
import { readFault } from './read-fault.js';

/** Bytes of chunks that are kept: the heads of one layer may share them, and a reader goes back and forth. */
const MOST_KEPT = 2 ** 25;

/** Chunks that are asked for at the same time. */
const AT_ONCE = 64;

/** An array of Zarr as if its numbers lay one after another in a file: what is read of it is put together from the chunks that hold it. */
export class ZarrBytes implements RemoteBytes {
  readonly length: number;
  readonly #array: ZarrArray<DataType, Readable>;
  readonly #context: ReadContext;
  readonly #width: number;
  readonly #kept = new Map<string, Laid>();
  #size = 0;

  /** @param width bytes of an element */
  constructor(array: ZarrArray<DataType, Readable>, width: number, context: ReadContext) {
    this.#array = array;
    this.#width = width;
    this.#context = context;
    this.length = array.shape.reduce((size, length) => size * length, width);
  }

  async read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { limit, url } = this.#context;
    const bytes = end - from;
    if (bytes > limit) throw new AttnError('too-large', { what: url, bytes, limit });
    const all = new Uint8Array(bytes);
    let to = 0;
    for (const region of regionsBetween(this.#array.shape, from / this.#width, end / this.#width)) {
      const count = region.reduce((size, [first, last]) => size * (last - first), this.#width);
      await this.#fill(all.subarray(to, to + count), region, signal);
      to += count;
    }
    return all;
  }

  part({ offset, shape, strides }: RemotePart, signal?: AbortSignal): Promise<Uint8Array> | null {
    const { limit, url } = this.#context;
    const own = stridesOf(this.#array.shape, this.#width, false);
    let rest = offset;
    const start = own.map((step) => {
      const at = Math.floor(rest / step);
      rest -= at * step;
      return at;
    });
    const region = start.map((at): [number, number] => [at, at + 1]);
    let axis = 0;
    for (const [at, length] of shape.entries()) {
      if (length === 1) continue;
      while (axis < own.length && own[axis] !== strides[at]) axis++;
      // Axes that were exchanged, or are read for every index, lie in other places than an array's own.
      if (axis === own.length) return null;
      region[axis][1] += length - 1;
      if (region[axis][1] > this.#array.shape[axis]) return null;
      axis++;
    }
    const bytes = shape.reduce((size, length) => size * length, this.#width);
    if (bytes > limit) return Promise.reject(new AttnError('too-large', { what: url, bytes, limit }));
    const all = new Uint8Array(bytes);
    return this.#fill(all, region, signal).then(() => all);
  }

  async #fill(bytes: Uint8Array, region: Region, signal: AbortSignal | undefined): Promise<void> {
    const strides = stridesOf(
      region.map(([from, end]) => end - from),
      1,
      false,
    );
    const chunk = this.#array.chunks;
    const indices = chunksOf(region, chunk);
    for (let at = 0; at < indices.length; at += AT_ONCE) {
      await Promise.all(
        indices.slice(at, at + AT_ONCE).map(async (index) => {
          const from = await this.#chunk(index, signal);
          copyChunk(from, { index, chunk }, { bytes, strides }, region, this.#width);
        }),
      );
    }
  }

  async #chunk(index: number[], signal: AbortSignal | undefined): Promise<Laid> {
    const key = index.join();
    const kept = this.#kept.get(key);
    // Used last, let go last.
    if (kept && this.#kept.delete(key)) {
      this.#kept.set(key, kept);
      return kept;
    }
    const { shape, data, stride } = await this.#fetch(index, signal);
    const count = shape.reduce((size, length) => size * length, 1);
    const { buffer, byteOffset, byteLength } = data;
    if (byteLength !== count * this.#width) throw readFault(new RangeError('a chunk of another size'), this.#context);
    const laid = { bytes: new Uint8Array(buffer, byteOffset, byteLength), strides: stride };
    this.#kept.set(key, laid);
    this.#size += byteLength;
    for (const [other, { bytes }] of this.#kept) {
      if (this.#size <= MOST_KEPT || other === key) break;
      this.#kept.delete(other);
      this.#size -= bytes.length;
    }
    return laid;
  }

  async #fetch(index: number[], signal: AbortSignal | undefined) {
    try {
      const chunk = await this.#array.getChunk(index, { signal });
      return chunk as typeof chunk & { readonly data: ArrayBufferView<ArrayBuffer> };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw readFault(error, this.#context);
    }
  }
}
