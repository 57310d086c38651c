import { AttnError, reason } from '../../errors.js';
import { numberAt, readStream } from '../bytes.js';
import { damaged, type ReadContext, unsupported } from './format.js';

const endLength = 22;
const longestComment = 0xffff;
// Deflate cannot pack more than 258 bytes into two bits; whoever claims more has lied about a size.
const mostInflation = 1032;

/**
 * The members of a zip archive by name, as its central directory lists them, each unpacked and checked when it is asked
 * for; zip64 too. Of members with the same name the last counts. Stored members are views of the archive.
 */
export function readArchive(bytes: Uint8Array, context: ReadContext): Map<string, () => Promise<Uint8Array>> {
  const u16 = (at: number) => numberAt(bytes, at, 2);
  const u32 = (at: number) => numberAt(bytes, at, 4);
  const u64 = (at: number) => numberAt(bytes, at, 8);
  const cutOff = () => damaged(context, reason`its directory is missing`);

  // The record at the end, behind which only a comment may follow.
  const last = bytes.length - endLength;
  let end = last;
  while (u32(end) !== 0x06054b50 || u16(end + 20) !== last - end) {
    if (--end < 0 || end < last - longestComment) throw cutOff();
  }
  let count = u16(end + 10);
  let length = u32(end + 12);
  let at = u32(end + 16);
  if (u32(end - 20) === 0x07064b50) {
    const end64 = u64(end - 12);
    if (u32(end64) !== 0x06064b50) throw cutOff();
    count = u64(end64 + 32);
    length = u64(end64 + 40);
    at = u64(end64 + 48);
  }
  // Written so that NaN, which is what lies outside the file, fails too.
  if (!(at + length <= end)) throw cutOff();

  const members = new Map<string, () => Promise<Uint8Array>>();
  for (; count > 0; count--) {
    const entry = at;
    const extra = entry + 46 + u16(entry + 28);
    const next = extra + u16(entry + 30);
    if (u32(entry) !== 0x02014b50 || !(next <= end)) throw cutOff();
    const name = memberName(bytes.subarray(entry + 46, extra));
    // Sizes that do not fit into 32 bits are all ones, and stand in an extra field in this order.
    let sizes = [24, 20, 42].map((from) => u32(entry + from));
    for (let field = extra; field < next; field += 4 + u16(field + 2)) {
      if (u16(field) !== 1) continue;
      let value = field - 4;
      sizes = sizes.map((size) => (size === 0xffffffff ? u64((value += 8)) : size));
      break;
    }
    const [size, packed, local] = sizes;
    members.set(name, async () => {
      const method = u16(entry + 10);
      if (u16(entry + 8) & 1 || (method !== 0 && method !== 8)) {
        throw unsupported(context, reason`${name}, packed in another way`);
      }
      const wrong = () => damaged(context, reason`${name} is not what its directory says`);
      const dataAt = local + 30 + u16(local + 26) + u16(local + 28);
      const possible = dataAt + packed <= bytes.length && size <= packed * mostInflation;
      if (u32(local) !== 0x04034b50 || !possible) throw wrong();
      if (size > context.limit) throw new AttnError('too-large', { what: name, bytes: size, limit: context.limit });
      const stored = bytes.subarray(dataAt, dataAt + packed);
      const data = method ? await inflate(stored, size).catch(() => null) : stored;
      if (data?.length !== size || crc32(data) !== u32(entry + 16)) throw wrong();
      return data;
    });
    at = next + u16(entry + 32);
  }
  return members;
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
