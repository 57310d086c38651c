/**
 * Bytes of a block of LZ4 (its block format: runs of literals, and matches that repeat what stands before).
 * @param size bytes that it unpacks to
 * @throws {RangeError} where it does not
 */
export function unpackLz4(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let from = 0;
  let to = 0;
  const wrong = () => new RangeError('not a block of LZ4');
  /** Length of which four bits are given: more bytes follow while each is 255. */
  const lengthOf = (bits: number) => {
    let length = bits;
    if (bits === 15)
      for (let byte = 255; byte === 255; length += byte) {
        if (from >= packed.length) throw wrong();
        byte = packed[from++];
      }
    return length;
  };
  while (from < packed.length) {
    const token = packed[from++];
    const literals = lengthOf(token >> 4);
    if (from + literals > packed.length || to + literals > size) throw wrong();
    bytes.set(packed.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    // The last run has no match.
    if (from === packed.length) break;
    if (from + 2 > packed.length) throw wrong();
    const back = packed[from] + 256 * packed[from + 1];
    from += 2;
    const length = lengthOf(token & 15) + 4;
    if (back === 0 || back > to || to + length > size) throw wrong();
    repeat(bytes, to, back, length);
    to += length;
  }
  if (to !== size) throw wrong();
  return bytes;
}

/** Copies what stands so many bytes before, of which the copy itself may be a part. */
export function repeat(bytes: Uint8Array, to: number, back: number, length: number): void {
  if (back >= length) bytes.copyWithin(to, to - back, to - back + length);
  else for (let at = 0; at < length; at++) bytes[to + at] = bytes[to + at - back];
}
