import { type AttnError, reason } from '../../errors.js';
import { type DType, dtypeNamed, elementCount, type Shape, Tensor } from '../../tensor.js';
import { numberAt } from '../bytes.js';
import type { FileContents } from '../tensor-file.js';
import { damaged, type ReadContext, unsupported } from './format.js';
import { isObject } from './json-text.js';

/** The reference reader's bound, in bytes. */
const longestHeader = 100_000_000;

/** The specification's dtypes: what is before the width, the width in bits, how the bits are used. */
const dtypePattern = /^(BOOL|[UIFC]|BF)(\d*)(_E\dM\d\w*)?$/;
const kinds: Readonly<Record<string, string>> = { U: 'uint', I: 'int', F: 'float', BF: 'bfloat', BOOL: 'bool' };

/** Array as the header describes it. */
export interface DescribedArray {
  readonly name: string;
  /** null of what is not read. */
  readonly dtype: DType | null;
  readonly shape: Shape;
  /** Place in the file, in bytes. */
  readonly from: number;
  readonly end: number;
  readonly refused: () => AttnError;
}

/** Hugging Face's format: the length of a JSON header, the header, the arrays without gaps. */
export function readSafetensors(bytes: Uint8Array, context: ReadContext): FileContents {
  const { arrays, metadata } = readSafetensorsHeader(bytes, bytes.length, context);
  const entry =
    ({ dtype, shape, from, end, refused }: DescribedArray) =>
    () => {
      if (!dtype) throw refused();
      return new Tensor(dtype, shape, bytes.subarray(from, end));
    };
  return { arrays: new Map(arrays.map((array) => [array.name, entry(array)])), metadata };
}

/** Bytes up to where the arrays begin. */
export const safetensorsStart = (bytes: Uint8Array): number => 8 + numberAt(bytes, 0, 8);

/**
 * Reads the header, which must lie at the beginning of `bytes`.
 * @param size of the file, in bytes
 */
export function readSafetensorsHeader(bytes: Uint8Array, size: number, context: ReadContext) {
  const dataAt = safetensorsStart(bytes);
  let header: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    if (dataAt <= longestHeader) header = JSON.parse(text.decode(bytes.subarray(8, dataAt)));
  } catch {}
  const { __metadata__, ...described } = isObject(header) ? header : { __metadata__: 0 };
  const metadata = __metadata__ ?? {};
  if (!isObject(metadata) || !Object.values(metadata).every((text) => typeof text === 'string')) {
    throw damaged(context, reason`its header is not valid`);
  }
  const infos = Object.entries(described).map(([name, info]) => {
    const { dtype, shape, data_offsets: offsets } = Object(info);
    return { name, dtype: String(dtype), shape, offsets: Array.isArray(offsets) ? offsets : [] };
  });

  const arrays: DescribedArray[] = [];
  let at = 0;
  // As the reference reader does it: in order of offset each array must begin where the one before ended.
  infos.sort(({ offsets: a }, { offsets: b }) => a[0] - b[0] || a[1] - b[1]);
  for (const { name, dtype, shape, offsets } of infos) {
    const [, kind, width, use = ''] = dtypePattern.exec(dtype) ?? [];
    // Complex numbers and floats of less than 8 bits have a place in the file, and are not read.
    const ours = dtypeNamed(kinds[kind] + width + use.toLowerCase());
    const refused = () => unsupported(context, reason`dtype ${dtype.slice(0, 40)}`);
    if (!kind) throw refused();
    const end = at + (elementCount(shape) * Number(width || 8)) / 8;
    if (offsets.length !== 2 || offsets[0] !== at || offsets[1] !== end) {
      throw damaged(context, reason`its header does not describe ${name}`);
    }
    arrays.push({ name, dtype: ours, shape, from: dataAt + at, end: dataAt + end, refused });
    at = end;
  }
  if (dataAt + at !== size) throw damaged(context, reason`its length is not what its header says`);
  return { arrays, metadata: new Map(Object.entries(metadata as Record<string, string>)) };
}
