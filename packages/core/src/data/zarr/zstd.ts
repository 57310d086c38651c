import { Decompress, decompress } from 'fzstd';
import { numberAt } from '../bytes.js';

const MAGIC = 0xfd2fb528;

/** The largest window that is reserved, as zstd's own command has it. */
const WIDEST_WINDOW = 2 ** 27;

/**
 * Bytes of frames of Zstandard (RFC 8878).
 * @param limit the most that they may be
 * @throws {RangeError} where they are more; an error of fzstd where they are no such frames
 */
export function unpackZstd(packed: Uint8Array, limit: number): Uint8Array {
  const tooMany = () => new RangeError('more than it may unpack to');
  const { size, window } = frameHeader(packed);
  if ((size ?? 0) > limit || window > WIDEST_WINDOW) throw tooMany();
  if (size !== null) {
    const bytes = decompress(packed);
    if (bytes.length > limit) throw tooMany();
    return bytes;
  }
  // A frame that does not say how long it is may be of any length.
  const bytes = new Uint8Array(limit);
  let length = 0;
  const stream = new Decompress((part) => {
    if (length + part.length > limit) throw tooMany();
    bytes.set(part, length);
    length += part.length;
  });
  stream.push(packed, true);
  return bytes.subarray(0, length);
}

/** Header of the first frame: bytes that it unpacks to, null where it does not say; and bytes of its window. */
function frameHeader(packed: Uint8Array): { readonly size: number | null; readonly window: number } {
  const descriptor = packed[4];
  if (numberAt(packed, 0, 4) !== MAGIC || descriptor === undefined) throw new RangeError('no frame of Zstandard');
  const isSingle = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  const width = [isSingle, 2, 4, 8][descriptor >> 6];
  const at = 5 + (isSingle ? 0 : 1) + dictionary;
  // Two bytes count from 256 on.
  const size = width > 0 ? numberAt(packed, at, width) + (width === 2 ? 256 : 0) : null;
  const window = isSingle ? (size ?? 0) : 2 ** (10 + (packed[5] >> 3)) * (1 + (packed[5] & 7) / 8);
  return { size, window };
}
