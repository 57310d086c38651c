import { joinBytes } from '../bytes.js';
import { crc32 } from './crc32.js';

/** 1980-01-01, the first day that zip knows: the same content gives the same file. */
const DATE = 0x21;

/** A zip archive of members as they are, without packing: what it holds is noise to a packer. */
export function writeZip(members: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes] of members) {
    const text = new TextEncoder().encode(name);
    // Version 2.0, names in UTF-8, stored.
    const common = [2, 20, 2, 0x800, 2, 0, 2, 0, 2, DATE, 4, crc32(bytes), 4, bytes.length, 4, bytes.length];
    const begin = record(4, 0x04034b50, ...common, 2, text.length, 2, 0);
    parts.push(begin, text, bytes);
    const places = [2, text.length, 2, 0, 2, 0, 2, 0, 2, 0, 4, 0, 4, at];
    directory.push(record(4, 0x02014b50, 2, 20, ...common, ...places), text);
    at += begin.length + text.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const counts = [2, members.size, 2, members.size];
  return joinBytes([...parts, ...directory, record(4, 0x06054b50, 2, 0, 2, 0, ...counts, 4, size, 4, at, 2, 0)]);
}

/** Little-endian numbers, each after the count of its bytes. */
function record(...fields: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    for (let byte = 0; byte < fields[i]; byte++) bytes.push((fields[i + 1] >>> (8 * byte)) & 255);
  }
  return Uint8Array.from(bytes);
}
