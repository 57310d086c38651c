import { AttnError } from '../../errors.js';
import { damaged, dataView, type ReadContext, unsupported } from './format.js';

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

/** The members of a zip archive, read from its central directory; zip64 too. */
export function readDirectory(bytes: Uint8Array, context: ReadContext): ZipMember[] {
  const view = dataView(bytes);
  const end = findEnd(view);
  if (end < 0) throw damaged(context, 'it has no directory of its members');
  let count = view.getUint16(end + 10, true);
  let length = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if (end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
    const end64 = toOffset(view.getBigUint64(end - 12, true));
    if (!(end64 + 56 <= bytes.length) || view.getUint32(end64, true) !== 0x06064b50) {
      throw damaged(context, 'its zip64 directory is missing');
    }
    count = toOffset(view.getBigUint64(end64 + 32, true));
    length = toOffset(view.getBigUint64(end64 + 40, true));
    at = toOffset(view.getBigUint64(end64 + 48, true));
  }
  // Each entry takes 46 bytes at least, so a count that lies is found out before anything is made of it.
  if (!(at + length <= end) || count * 46 > length) throw damaged(context, 'its directory does not fit into it');

  const members: ZipMember[] = [];
  const utf8 = new TextDecoder();
  for (let left = count; left > 0; left--) {
    const next = at + 46;
    if (next > end || view.getUint32(at, true) !== 0x02014b50) throw damaged(context, 'its directory is cut off');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extraAt = next + nameLength;
    if (extraAt + extraLength > end) throw damaged(context, 'its directory is cut off');
    const member = {
      name: utf8.decode(bytes.subarray(next, extraAt)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    readZip64(view, extraAt, extraAt + extraLength, member);
    members.push(member);
    at = extraAt + extraLength + view.getUint16(at + 32, true);
  }
  return members;
}

/** The record at the end, behind which only a comment of at most 65,535 bytes may follow. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50 && view.getUint16(at + 20, true) === last - at) return at;
  }
  return -1;
}

/** Sizes that do not fit into 32 bits are all ones, and stand in an extra field in this order. */
function readZip64(
  view: DataView,
  at: number,
  end: number,
  member: { size: number; packed: number; at: number },
): void {
  while (at + 4 <= end) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let field = at + 4;
      for (const key of ['size', 'packed', 'at'] as const) {
        if (member[key] !== 0xffffffff) continue;
        if (field + 8 > Math.min(end, at + 4 + length)) return;
        member[key] = toOffset(view.getBigUint64(field, true));
        field += 8;
      }
      return;
    }
    at += 4 + length;
  }
}

/** A 64-bit offset as a number; NaN, which fits nowhere, where it is beyond 2⁵³. */
function toOffset(value: bigint): number {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : NaN;
}

/** The bytes of a member, unpacked and checked. Stored members are views of the archive. */
export async function unpack(bytes: Uint8Array, member: ZipMember, context: ReadContext): Promise<Uint8Array> {
  const { name, method, packed, size, at } = member;
  if (member.flags & 1) throw unsupported(context, `${name} encrypted`);
  if (method !== 0 && method !== 8) throw unsupported(context, `${name} packed by method ${method}`);
  const view = dataView(bytes);
  if (!(at + 30 <= bytes.length) || view.getUint32(at, true) !== 0x04034b50)
    throw damaged(context, `${name} is missing`);
  const dataAt = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (!(dataAt + packed <= bytes.length)) throw damaged(context, `${name} is cut off`);
  const wrongSize = method === 0 ? size !== packed : !(size <= packed * mostInflation);
  if (wrongSize) throw damaged(context, `${name} cannot be ${size} bytes long`);
  if (size > context.limit) throw new AttnError('too-large', { what: name, bytes: size, limit: context.limit });
  const part = bytes.subarray(dataAt, dataAt + packed);
  const data = method === 0 ? part : await inflate(part, size, name, context);
  if (crc32(data) !== member.crc) throw damaged(context, `${name} does not match its checksum`);
  return data;
}

async function inflate(packed: Uint8Array, size: number, name: string, context: ReadContext): Promise<Uint8Array> {
  const data = new Uint8Array(size);
  let length = 0;
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > size) throw new RangeError('longer than declared');
      data.set(value, length);
      length += value.length;
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw damaged(context, `${name} cannot be unpacked`, error);
  }
  if (length !== size) throw damaged(context, `${name} is shorter than declared`);
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
