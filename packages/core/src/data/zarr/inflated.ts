import { readStream } from '../bytes.js';

/**
 * Bytes that gzip or zlib has packed.
 * @param limit the most that they may be
 * @throws {RangeError} where they are more; `TypeError` where they are not packed so
 */
export function inflated(packed: Uint8Array, format: CompressionFormat, limit: number): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream(format));
  return readStream(stream, limit, () => new RangeError('more than it may unpack to'));
}
