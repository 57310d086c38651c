import { registry } from 'zarrita';
import { numberAt } from '../bytes.js';
import { unpackBlosc } from './blosc.js';
import { inflated } from './inflated.js';
import { unpackLz4 } from './lz4.js';
import { ownMemory } from './own-memory.js';
import { unpackZstd } from './zstd.js';

/** Chunk as a codec is made for it. */
interface ChunkMeta {
  readonly shape: readonly number[];
  readonly dataType: string;
}

/** Bytes that codecs may add to those of a chunk: checksums, headers. */
const ADDED = 1024;

/** The most bytes that a chunk unpacks to: as many as its numbers are. Text says its length nowhere. */
function most({ shape, dataType }: ChunkMeta): number {
  const bits = Number(/^u?(?:int|float)(\d+)$/.exec(dataType)?.[1] ?? 0);
  return bits > 0 ? (shape.reduce((size, length) => size * length, 1) * bits) / 8 + ADDED : LONGEST_TEXT;
}

const LONGEST_TEXT = 2 ** 26;

/** Codec of zarrita that unpacks bytes and packs none. */
function unpacking(unpack: (packed: Uint8Array, limit: number) => Uint8Array | Promise<Uint8Array>, added?: number) {
  return {
    fromConfig: (_: unknown, meta: ChunkMeta) => ({
      kind: 'bytes_to_bytes',
      decode: async (packed: Uint8Array) => ownMemory(await unpack(packed, most(meta))),
      encode() {
        throw new Error('Nothing is written.');
      },
      ...(added !== undefined && { computeEncodedSize: (size: number) => size + added }),
    }),
  };
}

/** Polynomial of CRC-32C, reflected (RFC 3720, appendix B.4). */
const table = Uint32Array.from({ length: 256 }, (_, code) => {
  for (let bit = 0; bit < 8; bit++) code = code & 1 ? (code >>> 1) ^ 0x82f63b78 : code >>> 1;
  return code;
});

/** Checksum of bytes as Zarr's codec `crc32c` appends it. */
export function crc32c(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

function checked(bytes: Uint8Array): Uint8Array {
  const data = bytes.subarray(0, -4);
  if (bytes.length < 4 || numberAt(bytes, data.length, 4) !== crc32c(data))
    throw new RangeError('its checksum is another');
  return data;
}

/** Size, and then one block: as numcodecs writes LZ4. */
function unpackSizedLz4(packed: Uint8Array, limit: number): Uint8Array {
  const size = numberAt(packed, 0, 4);
  if (!(size <= limit)) throw new RangeError('more than it may unpack to');
  return unpackLz4(packed.subarray(4), size);
}

const own = {
  gzip: unpacking((packed, limit) => inflated(packed, 'gzip', limit)),
  zlib: unpacking((packed, limit) => inflated(packed, 'deflate', limit)),
  zstd: unpacking(unpackZstd),
  blosc: unpacking(unpackBlosc),
  lz4: unpacking(unpackSizedLz4),
};

/**
 * Has zarrita unpack by what browsers and small modules do: its own codecs weigh 1.5 MB, allocate whatever a chunk says it holds, and do not
 * compare checksums.
 */
export function registerCodecs(): void {
  const codecs = registry as Map<string, () => unknown>;
  for (const [name, codec] of Object.entries(own)) {
    codecs.set(name, () => codec);
    codecs.set(`numcodecs.${name}`, () => codec);
  }
  codecs.set('crc32c', () => unpacking(checked, 4));
}
