import { AttnError, reason } from '../../errors.js';
import {
  type DType,
  dtypeNamed,
  elementCount,
  itemSize,
  type Shape,
  StringTensor,
  stridesOf,
  Tensor,
} from '../../tensor.js';
import { numberAt } from '../bytes.js';
import type { FileContents, NamedArray } from '../tensor-file.js';
import { damaged, type ReadContext, unsupported } from './format.js';
import { decode } from './text.js';

/** Bytes of the longest header. Plain arrays have some hundred; NumPy, too, stops here. */
export const LONGEST_HEADER = 10_000;
/** NumPy's own bound. */
const mostAxes = 64;

const kinds: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float' };

/** NumPy's format for one array, versions 1 to 3. */
export function readNpyFile(bytes: Uint8Array, context: ReadContext): FileContents {
  return { arrays: new Map([['attention', readNpy(bytes, context)]]) };
}

/** Header of one array. */
export interface NpyHeader {
  /** Of text that of its characters. */
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: number[];
  readonly bigEndian: boolean;
  /** Characters of an element of text, and whether these are bytes; null of numbers. */
  readonly text: { readonly length: number; readonly isBytes: boolean } | null;
  /** Place of the data, and their length, in bytes. */
  readonly dataAt: number;
  readonly length: number;
}

/**
 * Reads the header of an array, which must be the beginning of `bytes`.
 * @param room bytes that header and data may take
 */
export function readNpyHeader(bytes: Uint8Array, room: number, context: ReadContext): NpyHeader {
  const version = bytes[6];
  const headerAt = version === 1 ? 10 : 12;
  const dataAt = headerAt + numberAt(bytes, 8, headerAt - 8);
  if (!(dataAt <= bytes.length)) throw damaged(context, reason`its header is not valid`);
  if (version < 1 || version > 3 || dataAt > LONGEST_HEADER) {
    throw unsupported(context, reason`npy version ${version} with ${dataAt} bytes of header`);
  }
  const dict = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(headerAt, dataAt));
  const { descr, fortran, shape } = readHeader(dict, context);

  // Records, a structured dtype, are a list in brackets.
  const [, order, kind, digits] = /^.([<>|=]?)([a-zA-Z?])(\d*).$/.exec(descr) ?? [];
  if (kind === 'O') throw new AttnError('pickled', { url: context.url });
  // Text is an array of characters with one axis more, in whose every row they lie side by side.
  const isText = /[US]/.test(kind) && digits;
  const characters = isText ? Number(digits) : 1;
  const dtype = dtypeNamed(
    isText
      ? kind === 'U'
        ? 'uint32'
        : 'uint8'
      : /^(b1|\?)$/.test(kind + digits)
        ? 'bool'
        : kinds[kind] + Number(digits) * 8,
  );
  const size = elementCount(shape);
  // Elements without bytes could be any number of them.
  if (!dtype || (!characters && size)) throw unsupported(context, reason`dtype ${descr.slice(0, 40)}`);
  const width = characters * itemSize(dtype);
  const length = size * width;
  if (!(dataAt + length <= room)) throw damaged(context, reason`its length is not what its header says`);
  const text = isText ? { length: characters, isBytes: kind === 'S' } : null;
  return { dtype, shape, strides: stridesOf(shape, width, fortran), bigEndian: order === '>', text, dataAt, length };
}

/** Reads one array. Bytes after it are passed over, as NumPy does: files may hold several arrays in a row. */
export function readNpy(bytes: Uint8Array, context: ReadContext): NamedArray {
  const { dtype, shape, strides, bigEndian, text, dataAt } = readNpyHeader(bytes, bytes.length, context);
  const data = bytes.subarray(dataAt);
  if (!text) return new Tensor(dtype, shape, data, { strides, bigEndian });

  const { length, isBytes } = text;
  const layout = { strides: [...strides, itemSize(dtype)], bigEndian };
  const codes = new Tensor(dtype, [...shape, length], data, layout).float64();
  if (codes.some((code) => code > 0x10ffff)) throw damaged(context, reason`its text is not valid`);
  const texts = Array.from({ length: elementCount(shape) }, (_, at) => {
    const begin = at * length;
    let end = begin + length;
    // Shorter texts are filled up with zeros.
    while (end > begin && !codes[end - 1]) end--;
    const text = codes.subarray(begin, end);
    // Of bytes these are U+0000 to U+00FF.
    return Array.from(text, (code) => String.fromCodePoint(code)).join('');
  });
  return new StringTensor(isBytes ? textsOfBytes(texts, context) : texts, shape);
}

/**
 * Texts that are kept as bytes, in the encoding that the author names, or UTF-8. Pieces of a tokenizer may end within a character: where
 * they are UTF-8 only one after the other, such a piece becomes its bytes, <0xE4><0xBD>, as tokenizers write them.
 * @throws {AttnError} `wrong-encoding`
 */
function textsOfBytes(texts: readonly string[], context: ReadContext): string[] {
  const encoding = context.encoding ?? 'utf-8';
  const bytesOf = (text: string) => Uint8Array.from(text, (byte) => byte.charCodeAt(0));
  decode(bytesOf(texts.join('')), context, encoding);
  return texts.map((text) => {
    try {
      return decode(bytesOf(text), context, encoding);
    } catch {
      const hex = (byte: number) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
      return Array.from(bytesOf(text), hex).join('');
    }
  });
}

/** A key of a header and its value. Brackets around one length make a tuple only with a comma. */
const pair =
  /(['"])(?:descr\1\s*:\s*(\[.*\]|'[^']*'|"[^"]*")|fortran_order\1\s*:\s*(True|False)|shape\1\s*:\s*\(((?:\s*\d+L?\s*,)+(?:\s*\d+L?)?|)\s*\))\s*(?:,|(?=}))/g;

/**
 * A header is a Python dict of exactly three keys, in any order: they are taken out of it, and a pair of braces must
 * remain. Nothing is evaluated. Python 2 writes long integers with an L.
 */
function readHeader(header: string, context: ReadContext) {
  let descr = '';
  let fortran = '';
  let tuple: string | undefined;
  const rest = header.replace(pair, (_, _quote, type = descr, order = fortran, lengths = tuple) => {
    [descr, fortran, tuple] = [type, order, lengths];
    return '';
  });
  const shape = tuple?.match(/\d+/g)?.map(Number) ?? [];
  const isShape = tuple !== undefined && shape.length <= mostAxes && elementCount(shape) >= 0;
  if (!descr || !fortran || !isShape || !/^\s*{\s*}\s*$/.test(rest))
    throw damaged(context, reason`its header is not valid`);
  return { descr, fortran: fortran === 'True', shape };
}
