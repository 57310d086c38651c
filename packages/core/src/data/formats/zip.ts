import { AttnError, reason } from '../../errors.js';
import { numberAt, readStream } from '../bytes.js';
import { damaged, type ReadContext, unsupported } from './format.js';

const endLength = 22;
const longestComment = 0xffff;
/** Bytes at the end of an archive among which the record is that says where its directory lies, that of zip64 among them. */
export const LONGEST_END = endLength + longestComment + 76;
// Deflate cannot pack more than 258 bytes into two bits; whoever claims more has lied about a size.
const mostInflation = 1032;

/** Member of an archive, as the directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes unpacked, and as they lie in the archive. */
  readonly size: number;
  readonly packed: number;
  /** Place of its local header. */
  readonly local: number;
  readonly isStored: boolean;
  /** Unpacks its data, and checks them. */
  unpack(data: Uint8Array, context: ReadContext): Promise<Uint8Array>;
}

/**
 * The members of a zip archive by name, as its central directory lists them, each unpacked and checked when it is asked
 * for; zip64 too. Of members with the same name the last counts. Stored members are views of the archive.
 */
export function readArchive(bytes: Uint8Array, context: ReadContext): Map<string, () => Promise<Uint8Array>> {
  const { at, end, count } = endOfArchive(bytes, 0, context);
  const entries = directoryIn(bytes.subarray(at, end), count, context);
  const unpack = async (entry: ZipEntry) => {
    const dataAt = entry.local + memberData(bytes.subarray(entry.local), entry, context);
    if (!(dataAt + entry.packed <= bytes.length)) throw damagedMember(entry, context);
    return entry.unpack(bytes.subarray(dataAt, dataAt + entry.packed), context);
  };
  return new Map(Array.from(entries, ([name, entry]) => [name, () => unpack(entry)]));
}

const cutOff = (context: ReadContext) => damaged(context, reason`its directory is missing`);

/** A member that is not what the directory says. */
export const damagedMember = ({ name }: ZipEntry, context: ReadContext) =>
  damaged(context, reason`${name} is not what its directory says`);

/**
 * Place of the directory in an archive, from where to where something else comes, and the number of its members.
 * @param bytes last bytes of the archive
 * @param from their place in it
 */
export function endOfArchive(bytes: Uint8Array, from: number, context: ReadContext) {
  const u16 = (at: number) => numberAt(bytes, at, 2);
  const u32 = (at: number) => numberAt(bytes, at, 4);
  const u64 = (at: number) => numberAt(bytes, at, 8);
  // The record at the end, behind which only a comment may follow.
  const last = bytes.length - endLength;
  let end = last;
  while (u32(end) !== 0x06054b50 || u16(end + 20) !== last - end) {
    if (--end < 0 || end < last - longestComment) throw cutOff(context);
  }
  let count = u16(end + 10);
  let length = u32(end + 12);
  let at = u32(end + 16);
  if (u32(end - 20) === 0x07064b50) {
    const end64 = u64(end - 12) - from;
    if (u32(end64) !== 0x06064b50) throw cutOff(context);
    count = u64(end64 + 32);
    length = u64(end64 + 40);
    at = u64(end64 + 48);
  }
  // Written so that NaN, which is what lies outside the file, fails too.
  if (!(at + length <= from + end)) throw cutOff(context);
  return { at, end: from + end, count };
}

/** The members that a directory lists, by name. @param count how many of them it says that there are */
export function directoryIn(bytes: Uint8Array, count: number, context: ReadContext): Map<string, ZipEntry> {
  const u16 = (at: number) => numberAt(bytes, at, 2);
  const u32 = (at: number) => numberAt(bytes, at, 4);
  const u64 = (at: number) => numberAt(bytes, at, 8);
  const members = new Map<string, ZipEntry>();
  let at = 0;
  for (let left = count; left > 0; left--) {
    const extra = at + 46 + u16(at + 28);
    const next = extra + u16(at + 30);
    const end = next + u16(at + 32);
    if (u32(at) !== 0x02014b50 || !(end <= bytes.length)) throw cutOff(context);
    const name = memberName(bytes.subarray(at + 46, extra));
    // Sizes that do not fit into 32 bits are all ones, and stand in an extra field in this order.
    let sizes = [24, 20, 42].map((from) => u32(at + from));
    for (let field = extra; field < next; field += 4 + u16(field + 2)) {
      if (u16(field) !== 1) continue;
      let value = field - 4;
      sizes = sizes.map((size) => (size === 0xffffffff ? u64((value += 8)) : size));
      break;
    }
    const [size, packed, local] = sizes;
    const [flags, method, crc] = [u16(at + 8), u16(at + 10), u32(at + 16)];
    const isStored = method === 0 && !(flags & 1);
    const entry: ZipEntry = {
      name,
      size,
      packed,
      local,
      isStored,
      async unpack(data, { limit }) {
        const wrong = () => damagedMember(entry, context);
        if (flags & 1 || (method !== 0 && method !== 8))
          throw unsupported(context, reason`${name}, packed in another way`);
        if (!(size <= packed * mostInflation)) throw wrong();
        if (size > limit) throw new AttnError('too-large', { what: name, bytes: size, limit });
        const unpacked = method ? await inflate(data, size).catch(() => null) : data;
        if (unpacked?.length !== size || crc32(unpacked) !== crc) throw wrong();
        return unpacked;
      },
    };
    members.set(name, entry);
    at = end;
  }
  return members;
}

/** Bytes from a member's local header to its data. @param header at least the first 30 bytes of it */
export function memberData(header: Uint8Array, entry: ZipEntry, context: ReadContext): number {
  const dataAt = 30 + numberAt(header, 26, 2) + numberAt(header, 28, 2);
  if (numberAt(header, 0, 4) !== 0x04034b50 || Number.isNaN(dataAt)) throw damagedMember(entry, context);
  return dataAt;
}
/** Names are UTF-8; what is none was written by an old program in bytes of its own. */
function memberName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function inflate(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  return readStream(stream.pipeThrough(new DecompressionStream('deflate-raw')), size, () => new RangeError());
}

const crcTable = Uint32Array.from({ length: 256 }, (_, code) => {
  for (let bit = 0; bit < 8; bit++) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
