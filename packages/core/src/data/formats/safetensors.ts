import { dtypeNamed, elementCount, Tensor } from '../../tensor.js';
import type { ArrayEntry } from '../tensor-file.js';
import { damaged, dataView, type Format, type ReadContext, unsupported } from './format.js';

/** The reference reader's bound, in bytes. */
const longestHeader = 100_000_000;

/** The specification's dtypes: what is before the width, the width in bits, how the bits are used. */
const dtypePattern = /^(BOOL|[UIFC]|BF)(\d*)(_E\dM\d\w*)?$/;
const kinds: Readonly<Record<string, string>> = { U: 'uint', I: 'int', F: 'float', BF: 'bfloat', BOOL: 'bool' };

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
  if (length > longestHeader || 8 + Number(length) > bytes.length) {
    throw damaged(context, `its header claims to have ${length} bytes`);
  }
  const dataAt = 8 + Number(length);
  const { metadata, infos } = parseHeader(bytes.subarray(8, dataAt), context);

  const arrays = new Map<string, ArrayEntry>();
  let expected = dataAt;
  // As the reference reader does it: in order of offset each array must begin where the one before ended.
  for (const { name, dtype, shape, begin, end } of infos.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const [, kind, width, use = ''] = dtypePattern.exec(dtype) ?? [];
    if (!kind) throw unsupported(context, `dtype ${dtype.slice(0, 40)}`);
    const bits = elementCount(shape) * Number(width || 8);
    if (dataAt + begin !== expected || bits !== (end - begin) * 8) {
      throw damaged(context, `${name} is not [${shape.join(', ')}] of ${dtype}, or not where it should be`);
    }
    expected = dataAt + end;
    if (expected > bytes.length) break;
    const data = bytes.subarray(dataAt + begin, expected);
    arrays.set(name, () => {
      const ours = dtypeNamed(kinds[kind] + width + use.toLowerCase());
      // Complex numbers, and floats of less than 8 bits.
      if (!ours) throw unsupported(context, `dtype ${dtype}`);
      return new Tensor(ours, shape, data);
    });
  }
  if (expected !== bytes.length) throw damaged(context, `it has ${bytes.length} bytes, its header says ${expected}`);
  return { arrays, metadata };
}

function parseHeader(bytes: Uint8Array, context: ReadContext) {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {}
  if (!isObject(header)) throw damaged(context, 'its header is not valid');
  const metadata = new Map<string, string>();
  const infos: Info[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      if (value === null) continue;
      if (!isObject(value)) throw damaged(context, 'its metadata is not valid');
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== 'string') throw damaged(context, `its metadata ${key} is not text`);
        metadata.set(key, text);
      }
      continue;
    }
    const { dtype, shape, data_offsets: offsets } = Object(value);
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
