/** A field of a message of protocol buffers: its number, and a number or bytes. */
export interface ProtoField {
  readonly field: number;
  /** Of wire types 0, 1 and 5: the whole number, or the bits of a `double` or `float` as little-endian bytes. */
  readonly value: number | Uint8Array;
}

/** The fields of a message, in their order. Throws `RangeError` where it ends in the middle of one, or is none. */
export function* protoFields(bytes: Uint8Array): Iterable<ProtoField> {
  let at = 0;
  const whole = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (at >= bytes.length || shift > 63n) throw new RangeError('A number has no end.');
      const byte = bytes[at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
  };
  const take = (size: number): Uint8Array => {
    if (!(size >= 0 && at + size <= bytes.length)) throw new RangeError('A field reaches beyond its message.');
    at += size;
    return bytes.subarray(at - size, at);
  };
  while (at < bytes.length) {
    const key = whole();
    const field = Math.floor(key / 8);
    if (key % 8 === 0) yield { field, value: whole() };
    else if (key % 8 === 1) yield { field, value: take(8) };
    else if (key % 8 === 2) yield { field, value: take(whole()) };
    else if (key % 8 === 5) yield { field, value: take(4) };
    else throw new RangeError('A field is of a kind that there is not.');
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Field of bytes as numbers, packed or single: `float`, `double`. */
export function floatsOf(value: ProtoField['value'], size: 4 | 8): number[] {
  if (typeof value === 'number') return [value];
  const view = viewOf(value);
  return Array.from({ length: Math.floor(value.length / size) }, (_, i) =>
    size === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
}

export const textOf = (value: ProtoField['value']): string =>
  typeof value === 'number' ? '' : new TextDecoder().decode(value);

export const bytesOf = (value: ProtoField['value']): Uint8Array =>
  typeof value === 'number' ? new Uint8Array() : value;
