import { AttnError } from '../../errors.js';
import { damaged, dataView, iterate, type ReadContext, unsupported } from './format.js';

/** One file of an archive, as the central directory describes it. */
export interface ZipMember {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

const endLength = 22;
// Deflate cannot pack more than 258 bytes into two bits; whoever claims more has lied about a size.
const mostInflation = 1032;

/** Little-endian numbers at offsets, as archives hold them. */
function reader(bytes: Uint8Array) {
  const view = dataView(bytes);
  return {
    u16: (at: number) => view.getUint16(at, true),
    u32: (at: number) => view.getUint32(at, true),
    /** NaN, which fits nowhere, where it is beyond 2⁵³. */
    u64: (at: number) => {
      const value = Number(view.getBigUint64(at, true));
      return Number.isSafeInteger(value) ? value : NaN;
    },
  };
}

/** The members of a zip archive, read from its central directory; zip64 too. */
export function readDirectory(bytes: Uint8Array, context: ReadContext): ZipMember[] {
  const { u16, u32, u64 } = reader(bytes);
  const cutOff = () => damaged(context, 'its directory is missing or cut off');
  // The record at the end, behind which only a comment of at most 65,535 bytes may follow.
  const last = bytes.length - endLength;
  let end = last;
  while (end >= 0 && (u32(end) !== 0x06054b50 || u16(end + 20) !== last - end)) if (--end < last - 0xffff) break;
  if (end < 0 || end < last - 0xffff) throw cutOff();
  let count = u16(end + 10);
  let length = u32(end + 12);
  let at = u32(end + 16);
  if (end >= 20 && u32(end - 20) === 0x07064b50) {
    const end64 = u64(end - 12);
    if (!(end64 + 56 <= end) || u32(end64) !== 0x06064b50) throw cutOff();
    count = u64(end64 + 32);
    length = u64(end64 + 40);
    at = u64(end64 + 48);
  }
  if (!(at + length <= end)) throw cutOff();

  const members: ZipMember[] = [];
  const utf8 = new TextDecoder();
  for (; count > 0; count--) {
    const nameAt = at + 46;
    if (nameAt > end || u32(at) !== 0x02014b50) throw cutOff();
    const extraAt = nameAt + u16(at + 28);
    const next = extraAt + u16(at + 30);
    if (next > end) throw cutOff();
    const member = {
      name: utf8.decode(bytes.subarray(nameAt, extraAt)),
      flags: u16(at + 8),
      method: u16(at + 10),
      crc: u32(at + 16),
      packed: u32(at + 20),
      size: u32(at + 24),
      at: u32(at + 42),
    };
    // Sizes that do not fit into 32 bits are all ones, and stand in an extra field in this order.
    for (let field = extraAt; field + 4 <= next; field += 4 + u16(field + 2)) {
      if (u16(field) !== 1) continue;
      let value = field + 4;
      for (const key of ['size', 'packed', 'at'] as const) {
        if (member[key] !== 0xffffffff || value + 8 > next) continue;
        member[key] = u64(value);
        value += 8;
      }
      break;
    }
    members.push(member);
    at = next + u16(at + 32);
  }
  return members;
}

/** The bytes of a member, unpacked and checked. Stored members are views of the archive. */
export async function unpack(bytes: Uint8Array, member: ZipMember, context: ReadContext): Promise<Uint8Array> {
  const { name, flags, method, packed, size, at } = member;
  const { u16, u32 } = reader(bytes);
  if (flags & 1 || (method !== 0 && method !== 8))
    throw unsupported(context, `${name} encrypted or packed by another method`);
  if (!(at + 30 <= bytes.length) || u32(at) !== 0x04034b50) throw damaged(context, `${name} is missing`);
  const dataAt = at + 30 + u16(at + 26) + u16(at + 28);
  const possible = method ? size <= packed * mostInflation : size === packed;
  if (!(dataAt + packed <= bytes.length && possible)) throw damaged(context, `${name} has not the size it claims`);
  if (size > context.limit) throw new AttnError('too-large', { what: name, bytes: size, limit: context.limit });
  const part = bytes.subarray(dataAt, dataAt + packed);
  const data = method ? await inflate(part, size).catch(() => null) : part;
  if (!data || crc32(data) !== member.crc) throw damaged(context, `${name} does not match its checksum`);
  return data;
}

/** Unpacks to exactly `size` bytes, or rejects. */
async function inflate(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const data = new Uint8Array(size);
  let length = 0;
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  // Leaving the loop early cancels the stream.
  for await (const chunk of iterate(source.pipeThrough(new DecompressionStream('deflate-raw')))) {
    // Throws where there is more than was declared.
    data.set(chunk, length);
    length += chunk.length;
  }
  if (length !== size) throw new RangeError('shorter than declared');
  return data;
}

let crcTable: Uint32Array | null = null;

function crc32(bytes: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, code) => {
    for (let bit = 0; bit < 8; bit++) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
    return code;
  });
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = crcTable[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
