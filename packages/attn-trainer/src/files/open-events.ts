import { isRecordFile } from '../exports/tensorboard/records.js';
import type { Source } from '@attn-elements/core/data';
import { bytesOf } from '../corpus/text-source.js';
import { type EventFile, readEvents } from './event-file.js';

/** An event file, and the name that it is known by. */
export interface OpenedEvents {
  readonly name: string;
  readonly file: EventFile;
}

/** Begin of a file that tells its format. */
const HEAD = 12;

/** The event file that a source is: bytes that are records, or an address that names one; null where it is none. Throws `damaged`, and what fetching fails of. */
export async function openEvents(source: Source): Promise<OpenedEvents | null> {
  const isAddress = typeof source === 'string' || source instanceof URL;
  // An address is not fetched to find out: who reads weights fetches it.
  if (isAddress && !/tfevents/.test(String(source))) return null;
  const head = source instanceof Blob ? source.slice(0, HEAD) : source;
  const start = await bytesOf(head);
  if (!start || !isRecordFile(start)) return null;
  const bytes = source instanceof Blob ? (await bytesOf(source))! : start;
  const name = isAddress ? nameOf(String(source)) : source instanceof File ? source.name : 'data';
  return { name, file: readEvents(bytes, name) };
}

const nameOf = (address: string): string => address.split(/[?#]/)[0].split('/').at(-1)!;
