import { numberAt } from '../bytes.js';
import { inflated } from './inflated.js';
import { repeat, unpackLz4 } from './lz4.js';
import { unpackZstd } from './zstd.js';

const HEADER = 16;

/** Blocks whose elements are longer, or shorter blocks, have their bytes not apart. */
const MOST_SPLITS = 16;
const LEAST_SPLIT = 128;

/** Unpacking of blocks, by the upper bits of the flags. Snappy (2) is in no file that Zarr's own writers make unasked. */
const packers: Readonly<Record<number, (packed: Uint8Array, size: number) => Uint8Array | Promise<Uint8Array>>> = {
  0: unpackBloscLz,
  1: unpackLz4,
  3: (packed, size) => inflated(packed, 'deflate', size),
  4: unpackZstd,
};

/**
 * Bytes of a chunk of Blosc 1 (README_CHUNK_FORMAT.rst of c-blosc): blocks whose elements' bytes, or bits, may be put together before they are
 * packed by LZ4, BloscLZ, zlib or Zstandard.
 * @param limit the most bytes that it may unpack to
 * @throws {RangeError} where it is none, is cut off, or would unpack to more
 */
export async function unpackBlosc(packed: Uint8Array, limit: number): Promise<Uint8Array> {
  const [, , flags, width] = packed;
  const size = numberAt(packed, 4, 4);
  const blockSize = numberAt(packed, 8, 4);
  const isWhole = packed.length >= HEADER && numberAt(packed, 12, 4) <= packed.length;
  if (!isWhole || !(size <= limit)) throw new RangeError('not a chunk of Blosc');
  if (flags & 2) return exactly(packed.subarray(HEADER, HEADER + size), size);
  const unpack = packers[flags >> 5];
  if (!unpack) throw new RangeError('packed by Snappy');
  if (size > 0 && !(blockSize > 0)) throw new RangeError('not a chunk of Blosc');
  const bytes = new Uint8Array(size);
  for (let block = 0, to = 0; to < size; block++, to += blockSize) {
    const length = Math.min(blockSize, size - to);
    const isSplit = !(flags & 16) && width <= MOST_SPLITS && blockSize / width >= LEAST_SPLIT && length === blockSize;
    const parts = isSplit ? width : 1;
    const part = Math.floor(length / parts);
    const own = new Uint8Array(length);
    let from = numberAt(packed, HEADER + 4 * block, 4);
    for (let at = 0; at < parts; at++) {
      const count = numberAt(packed, from, 4);
      from += 4;
      if (!(from + count <= packed.length)) throw new RangeError('a block of Blosc is cut off');
      const data = packed.subarray(from, from + count);
      own.set(count === part ? data : exactly(await unpack(data, part), part), at * part);
      from += count;
    }
    bytes.set(flags & 1 ? bytesApart(own, width) : flags & 4 ? bitsApart(own, width) : own, to);
  }
  return bytes;
}

function exactly(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new RangeError('a block of Blosc has another length');
  return bytes;
}

/** Elements of which the first bytes stand together, then the second ones, and so on. */
function bytesApart(shuffled: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(shuffled.length / width);
  const bytes = shuffled.slice();
  for (let byte = 0; byte < width; byte++)
    for (let at = 0; at < count; at++) bytes[at * width + byte] = shuffled[byte * count + at];
  return bytes;
}

/** Elements of which the first bits stand together, then the second ones, and so on: eights of elements alone. */
function bitsApart(shuffled: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(shuffled.length / width);
  if (count % 8) return shuffled;
  const bytes = new Uint8Array(shuffled.length);
  for (let bit = 0; bit < width * 8; bit++) {
    const row = (bit * count) / 8;
    for (let at = 0; at < count; at++) {
      const isSet = (shuffled[row + (at >> 3)] >> (at & 7)) & 1;
      bytes[at * width + (bit >> 3)] |= isSet << (bit & 7);
    }
  }
  bytes.set(shuffled.subarray(count * width), count * width);
  return bytes;
}

/** Farthest match whose distance has 13 bits; one further off says it in 16 more. */
const FAR = 8191;

/** BloscLZ, Blosc's own packing after FastLZ: runs of up to 32 literals, and matches. */
function unpackBloscLz(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const wrong = () => new RangeError('not a block of BloscLZ');
  let from = 0;
  let to = 0;
  const next = () => {
    if (from >= packed.length) throw wrong();
    return packed[from++];
  };
  let control = next() & 31;
  for (;;) {
    if (control < 32) {
      const literals = control + 1;
      if (from + literals > packed.length || to + literals > size) throw wrong();
      bytes.set(packed.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    } else {
      let length = (control >> 5) - 1;
      let back = (control & 31) << 8;
      if (length === 6) for (let more = 255; more === 255; length += more) more = next();
      const low = next();
      if (low === 255 && back === 31 << 8) back = FAR + (next() << 8) + next();
      else back += low;
      back += 1;
      length += 3;
      if (back > to || to + length > size) throw wrong();
      repeat(bytes, to, back, length);
      to += length;
    }
    if (from >= packed.length) break;
    control = packed[from++];
  }
  return exactly(bytes.subarray(0, to), size);
}
