import { type RemoteBytes, Tensor } from '../../tensor.js';
import type { ArrayEntry, FileContents, NamedArray } from '../tensor-file.js';
import { damagedMember, directoryIn, endOfArchive, LONGEST_END, memberData, type ZipEntry } from './zip.js';
import type { ReadContext } from './format.js';
import { magic } from './magic.js';
import { LONGEST_HEADER, readNpy, readNpyHeader } from './npy.js';
import { expectNpy, npzContents } from './npz.js';
import { readSafetensorsHeader, safetensorsStart } from './safetensors.js';

/** Reader of a file of which parts are read: what lies where is read at once, arrays when they are asked for. */
export type PartialReader = (file: RemoteBytes, context: ReadContext) => Promise<FileContents>;

const NOTHING = new Uint8Array();

/** Bytes of the longest header of safetensors that is fetched; a longer one is none. */
const LONGEST_START = 100_000_008;

/** One array, from a place of the file on. @param length bytes that it may take from there @param name of the member of an archive that it is */
async function npyAt(
  file: RemoteBytes,
  from: number,
  length: number,
  context: ReadContext,
  name = '',
): Promise<NamedArray> {
  const start = await file.read(from, from + Math.min(length, LONGEST_HEADER));
  if (name) expectNpy(start, name, context);
  const { dtype, shape, strides, bigEndian, text, dataAt, ...data } = readNpyHeader(start, length, context);
  // Text is decoded whole.
  if (text) return readNpy(await file.read(from, from + dataAt + data.length), context);
  return new Tensor(dtype, shape, NOTHING, { strides, bigEndian, offset: from + dataAt, remote: file });
}

const readNpyPart: PartialReader = async (file, context) => ({
  arrays: new Map([['attention', await npyAt(file, 0, file.length, context)]]),
});

/** Arrays of a file of safetensors, as its header describes them. */
export async function describeSafetensors(file: RemoteBytes, context: ReadContext, signal?: AbortSignal) {
  const dataAt = safetensorsStart(await file.read(0, Math.min(8, file.length), signal));
  const start = await file.read(0, Math.min(dataAt || 0, LONGEST_START, file.length), signal);
  return readSafetensorsHeader(start, file.length, context);
}

const readSafetensorsPart: PartialReader = async (file, context) => {
  const { arrays, metadata } = await describeSafetensors(file, context);
  const entries = Array.from(arrays, ({ name, dtype, shape, from, refused }): [string, ArrayEntry] => [
    name,
    () => {
      if (!dtype) throw refused();
      return new Tensor(dtype, shape, NOTHING, { offset: from, remote: file });
    },
  ]);
  return { arrays: new Map(entries), metadata };
};

/** Stored members are read in parts, packed ones whole. */
const readNpzPart: PartialReader = async (file, context) => {
  const from = Math.max(0, file.length - LONGEST_END);
  const { at, end, count } = endOfArchive(await file.read(from, file.length), from, context);
  const entries = directoryIn(await file.read(at, end), count, context);
  /** Place of a member's data. */
  const place = async (entry: ZipEntry) => {
    const { local, packed } = entry;
    const dataAt = local + memberData(await file.read(local, Math.min(file.length, local + 30)), entry, context);
    if (!(dataAt + packed <= file.length)) throw damagedMember(entry, context);
    return dataAt;
  };
  const unpack = async (entry: ZipEntry) => {
    const dataAt = await place(entry);
    return entry.unpack(await file.read(dataAt, dataAt + entry.packed), context);
  };
  const array = async (entry: ZipEntry) => {
    if (entry.isStored) return npyAt(file, await place(entry), entry.size, context, entry.name);
    const data = await unpack(entry);
    expectNpy(data, entry.name, context);
    return readNpy(data, context);
  };
  const each = <Made>(make: (entry: ZipEntry) => Promise<Made>) =>
    new Map(Array.from(entries, ([name, entry]) => [name, () => make(entry)]));
  return npzContents(each(unpack), each(array), context);
};

/** The reader of parts of a file that begins so; null where such files are read whole. */
export function partialReader(start: string): PartialReader | null {
  if (magic.npy.test(start)) return readNpyPart;
  if (magic.npz.test(start)) return readNpzPart;
  return magic.safetensors.test(start) ? readSafetensorsPart : null;
}
