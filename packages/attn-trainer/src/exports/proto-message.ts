import { joinBytes } from '@attn-elements/core/data/write';

const encoder = new TextEncoder();

/** Wire types of protocol buffers: how a field's value is written. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Message of protocol buffers, field by field; a list is one field after another. */
export class ProtoMessage {
  readonly #parts: Uint8Array[] = [];

  /** A whole number, also a negative one: `int32`, `int64`, `bool` or an enum. */
  int(field: number, value: number): this {
    return this.#add(field, VARINT, varint(value));
  }

  /** A `float`. */
  float(field: number, value: number): this {
    return this.#add(
      field,
      FIXED32,
      littleEndian(4, (view) => view.setFloat32(0, value, true)),
    );
  }

  /** A `double`. */
  double(field: number, value: number): this {
    return this.#add(
      field,
      FIXED64,
      littleEndian(8, (view) => view.setFloat64(0, value, true)),
    );
  }

  /** A list of `double`, packed. */
  doubles(field: number, values: ArrayLike<number>): this {
    const bytes = littleEndian(8 * values.length, (view) => {
      for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i], true);
    });
    return this.bytes(field, bytes);
  }

  text(field: number, text: string): this {
    return this.bytes(field, encoder.encode(text));
  }

  bytes(field: number, bytes: Uint8Array): this {
    return this.#add(field, LENGTH, varint(bytes.length), bytes);
  }

  message(field: number, message: ProtoMessage): this {
    return this.bytes(field, message.toBytes());
  }

  messages(field: number, messages: Iterable<ProtoMessage>): this {
    for (const message of messages) this.message(field, message);
    return this;
  }

  toBytes(): Uint8Array {
    return joinBytes(this.#parts);
  }

  #add(field: number, wire: number, ...parts: Uint8Array[]): this {
    this.#parts.push(varint(8 * field + wire), ...parts);
    return this;
  }
}

/** Seven bits a byte, the lowest first; of a negative number its 64-bit two's complement. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function littleEndian(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}
