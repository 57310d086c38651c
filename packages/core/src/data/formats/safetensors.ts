import { type DType, elementCount, itemSize, Tensor } from '../../tensor.js';
import type { ArrayEntry } from '../tensor-file.js';
import { damaged, dataView, type Format, type ReadContext, unsupported } from './format.js';

/** The reference reader's bound, in bytes. */
const longestHeader = 100_000_000;

const dtypes: Readonly<Record<string, DType>> = {
  BOOL: 'bool',
  U8: 'uint8',
  I8: 'int8',
  U16: 'uint16',
  I16: 'int16',
  U32: 'uint32',
  I32: 'int32',
  U64: 'uint64',
  I64: 'int64',
  F8_E4M3: 'float8_e4m3',
  F8_E5M2: 'float8_e5m2',
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
};

// Of the specification too, but no attention weights: their sizes are checked, their values are not read.
const unreadBits: Readonly<Record<string, number>> = {
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  C64: 64,
};

/** Hugging Face's format: the length of a JSON header, the header, the arrays without gaps. */
export const safetensors: Format = {
  // The length of a header begins with eight bytes of which some are zero, which text never has.
  matches: (bytes) =>
    bytes.length >= 8 && bytes.subarray(0, 8).includes(0) && ((bytes[6] === 0 && bytes[7] === 0) || bytes[8] === 0x7b),
  read: readSafetensors,
};

interface Info {
  name: string;
  dtype: string;
  shape: number[];
  begin: number;
  end: number;
}

function readSafetensors(bytes: Uint8Array, context: ReadContext) {
  const length = dataView(bytes).getBigUint64(0, true);
  if (length > longestHeader) throw damaged(context, `its header claims ${length} bytes, more than are allowed`);
  const dataAt = 8 + Number(length);
  if (dataAt > bytes.length) throw damaged(context, `its header claims ${length} bytes, more than the file has`);
  const { metadata, infos } = parseHeader(bytes.subarray(8, dataAt), context);

  const arrays = new Map<string, ArrayEntry>();
  let expected = 0;
  // As the reference reader does it: in order of offset each array must begin where the one before ended.
  for (const info of infos.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const { name, shape, begin, end } = info;
    const dtype = Object.hasOwn(dtypes, info.dtype) ? dtypes[info.dtype] : null;
    const unread = Object.hasOwn(unreadBits, info.dtype) ? unreadBits[info.dtype] : null;
    if (!dtype && !unread) throw unsupported(context, `the dtype ${info.dtype.slice(0, 40)}`);
    if (begin !== expected || end < begin) throw damaged(context, `${name} overlaps another array or leaves a gap`);
    expected = end;
    const bits = elementCount(shape) * (dtype ? itemSize(dtype) * 8 : unread!);
    if (bits !== (end - begin) * 8) {
      throw damaged(context, `${name} has ${end - begin} bytes, which is not [${shape.join(', ')}] of ${info.dtype}`);
    }
    if (dataAt + end > bytes.length) throw damaged(context, 'it is shorter than its header says');
    arrays.set(name, () => {
      if (!dtype) throw unsupported(context, `the dtype ${info.dtype}`);
      return new Tensor(dtype, shape, bytes.subarray(dataAt + begin, dataAt + end));
    });
  }
  if (dataAt + expected !== bytes.length) throw damaged(context, 'it is longer than its header says');
  return { arrays, metadata };
}

function parseHeader(bytes: Uint8Array, context: ReadContext) {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw damaged(context, 'its header is not JSON', error);
  }
  if (!isObject(header)) throw damaged(context, 'its header is not a JSON object');
  const metadata = new Map<string, string>();
  const infos: Info[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      if (value === null) continue;
      const texts = isObject(value) ? Object.entries(value) : null;
      if (!texts?.every(([, text]) => typeof text === 'string')) throw damaged(context, 'its metadata is not text');
      for (const [key, text] of texts) metadata.set(key, text as string);
      continue;
    }
    const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : ({} as Record<string, unknown>);
    if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
      throw damaged(context, `its header does not describe ${name}`);
    }
    infos.push({ name, dtype, shape, begin: offsets[0], end: offsets[1] });
  }
  return { metadata, infos };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is a list of integers from 0 that a double holds exactly. */
function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}
