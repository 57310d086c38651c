import { crcBy, joinBytes } from '@attn-elements/core/data/write';
import { AttnError, reason } from '@attn-elements/core/errors';

/** CRC-32C (Castagnoli 1993), of which records have two. */
const crc32c = /* @__PURE__ */ crcBy(0x82f63b78);

/** Length of a record before its content, with its checksum, and the checksum behind. */
const HEAD = 12;
const FOOT = 4;

/** Checksum as TFRecord has it: turned by 15 bits, so that a record may lie within another. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** A file of records, TFRecord: each with its length, and checksums of both. */
export function writeRecords(records: Iterable<Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const record of records) {
    const head = new Uint8Array(HEAD);
    const view = new DataView(head.buffer);
    view.setUint32(0, record.length, true);
    view.setUint32(8, masked(head.subarray(0, 8)), true);
    const foot = new Uint8Array(FOOT);
    new DataView(foot.buffer).setUint32(0, masked(record), true);
    parts.push(head, record, foot);
  }
  return joinBytes(parts);
}

/** Whether bytes begin as a file of records does: with a length and the checksum of it. */
export function isRecordFile(bytes: Uint8Array): boolean {
  return bytes.length >= HEAD && viewOf(bytes).getUint32(8, true) === masked(bytes.subarray(0, 8));
}

/** The records of a file; one that is cut off at its end, as of a run that goes on, is left out. Throws `damaged`. */
export function* readRecords(bytes: Uint8Array, url: string): Iterable<Uint8Array> {
  const view = viewOf(bytes);
  const refuse = (at: number) => new AttnError('damaged', { url, ...reason`the checksum at byte ${at} is wrong` });
  for (let at = 0; at + HEAD <= bytes.length; ) {
    if (view.getUint32(at + 8, true) !== masked(bytes.subarray(at, at + 8))) throw refuse(at + 8);
    const from = at + HEAD;
    const end = from + Number(view.getBigUint64(at, true));
    if (end + FOOT > bytes.length) return;
    const record = bytes.subarray(from, end);
    if (view.getUint32(end, true) !== masked(record)) throw refuse(end);
    yield record;
    at = end + FOOT;
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
