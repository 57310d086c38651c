import { joinBytes, startOf } from '../bytes.js';
import type { Format, ReadContext } from '../formats/format.js';
import { type PartialReader, partialReader } from '../formats/partial.js';
import { registered } from '../../registry.js';
import type { Fetched } from '../source.js';
import type { FileContents } from '../tensor-file.js';
import { BlobBytes } from './blob-bytes.js';
import { MOST_KEPT, RangedFile } from './ranged-file.js';

/** Bytes of a file that is read whole, whatever it is: parts of it would cost more requests than they save bytes. */
const SMALL = 2 ** 20;

/** A file whose start was read: its arrays, which are read in parts, with the bytes that it holds at most; or all of its bytes. */
type Started = { readonly contents: FileContents; readonly held: number } | { readonly bytes: Uint8Array };

/**
 * Reads on in a file at an address of which the start is there.
 * @throws {AttnError} as `load`
 */
export async function readStart(
  url: URL,
  start: Fetched,
  context: ReadContext,
  signal?: AbortSignal,
): Promise<Started> {
  const place = { url, address: context.url, limit: context.limit };
  const total = start.total!;
  const file = new RangedFile(place, start, total, signal);
  const reader = total > SMALL ? readerOf(startOf(start.bytes)) : null;
  if (!reader) return { bytes: joinBytes([start.bytes, await file.read(start.bytes.length, total)]) };
  const contents = await reader(file, context);
  file.opened();
  return { contents, held: MOST_KEPT };
}

/** Contents of a file on a disk, which is read in parts; null of one that is read whole. */
export async function readBlob(blob: Blob, context: ReadContext): Promise<FileContents | null> {
  const file = new BlobBytes(blob, context.url, context.limit);
  const reader = blob.size > SMALL ? readerOf(startOf(await file.read(0, 1024))) : null;
  return reader && reader(file, context);
}

/** The reader of parts of files that begin so; null where there is none, or a page has a reader of its own for them. */
function readerOf(start: string): PartialReader | null {
  const isOthers = [...registered<Format>('formats').values()].some(({ magic }) => magic?.test(start));
  return isOthers ? null : partialReader(start);
}
