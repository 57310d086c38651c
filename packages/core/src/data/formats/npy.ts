import { AttnError } from '../../errors.js';
import { dtypeNamed, eachOffset, elementCount, itemSize, StringTensor, stridesOf, Tensor } from '../../tensor.js';
import type { NamedArray } from '../tensor-file.js';
import { damaged, dataView, type Format, type ReadContext, startsWith, unsupported } from './format.js';
import { parsePythonLiteral } from './python-literal.js';

// Plain arrays have headers of some hundred bytes; NumPy, too, stops here.
const longestHeader = 10_000;
/** NumPy's own bound. */
const mostAxes = 64;

const kinds: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float' };

/** NumPy's format for one array, versions 1 to 3. */
export const npy: Format = {
  matches: (bytes) => startsWith(bytes, 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
  read: (bytes, context) => ({ arrays: new Map([['attention', readNpy(bytes, context)]]), metadata: new Map() }),
};

/** Reads one array. Bytes after it are passed over, as NumPy does: files may hold several arrays in a row. */
export function readNpy(bytes: Uint8Array, context: ReadContext): NamedArray {
  const version = bytes[6];
  const headerAt = version === 1 ? 10 : 12;
  if (bytes.length < headerAt) throw damaged(context, 'its header is cut off');
  if (version < 1 || version > 3) throw unsupported(context, `npy version ${version}`);
  const view = dataView(bytes);
  const dataAt = headerAt + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (dataAt > bytes.length) throw damaged(context, 'its header is cut off');
  if (dataAt > longestHeader) throw unsupported(context, 'a very long header');

  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(headerAt, dataAt));
  const { descr, fortran, shape } = parseHeader(text, context);
  const [, order, kind, digits] = /^([<>|=]?)([a-zA-Z?])(\d*)$/.exec(descr) ?? [];
  if (kind === 'O') throw new AttnError('pickled', { url: context.url });
  const bigEndian = order === '>';
  const dtype = dtypeNamed(/^(b1|\?)$/.test(kind + digits) ? 'bool' : kinds[kind] + Number(digits) * 8);
  const isText = /[US]/.test(kind) && digits;
  if (!dtype && !isText) throw unsupported(context, `dtype ${descr.slice(0, 40)}`);
  const width = dtype ? itemSize(dtype) : Number(digits) * (kind === 'U' ? 4 : 1);
  const data = bytes.subarray(dataAt);
  const size = elementCount(shape);
  if (!(size * width <= data.length)) {
    throw damaged(context, `it has ${data.length} bytes for [${shape.join(', ')}] of ${descr}`);
  }
  if (dtype) return new Tensor(dtype, shape, data, { fortran, bigEndian });

  // Elements without bytes could be any number of them.
  if (width === 0 && size > 0) throw unsupported(context, 'text of no width');
  const read = kind === 'U' ? utf32Reader(data, width, bigEndian, context) : utf8Reader(data, width);
  const values: string[] = [];
  eachOffset(shape, stridesOf(shape, width, fortran), (offset) => values.push(read(offset)));
  return new StringTensor(values, shape);
}

interface Header {
  descr: string;
  fortran: boolean;
  shape: readonly number[];
}

function parseHeader(text: string, context: ReadContext): Header {
  let header: Record<string, unknown> = {};
  try {
    header = Object(parsePythonLiteral(text));
  } catch {}
  const {
    descr,
    fortran_order: fortran,
    shape: tuple,
  } = header as { [key: string]: unknown; shape?: { tuple?: unknown } };
  const shape = tuple?.tuple;
  const isShape = Array.isArray(shape) && shape.length <= mostAxes && elementCount(shape) >= 0;
  // Exactly these three keys, as NumPy demands.
  if (Object.keys(header).length !== 3 || !descr || typeof fortran !== 'boolean' || !isShape) {
    throw damaged(context, 'its header is not valid');
  }
  if (typeof descr !== 'string') throw unsupported(context, 'records (a structured dtype)');
  return { descr, fortran, shape };
}

/** NumPy's unicode: UTF-32, filled up with zeros. */
function utf32Reader(data: Uint8Array, width: number, bigEndian: boolean, context: ReadContext) {
  const view = dataView(data);
  return (offset: number): string => {
    let text = '';
    let zeros = '';
    for (let at = offset; at < offset + width; at += 4) {
      const code = view.getUint32(at, !bigEndian);
      if (code > 0x10ffff) throw damaged(context, 'its text is not valid');
      if (code === 0) zeros += '\0';
      else {
        text += zeros + String.fromCodePoint(code);
        zeros = '';
      }
    }
    return text;
  };
}

/** NumPy's bytes: no encoding is named, UTF-8 is what tokens are. */
function utf8Reader(data: Uint8Array, width: number) {
  const decoder = new TextDecoder();
  return (offset: number): string => decoder.decode(data.subarray(offset, offset + width)).replace(/\0+$/, '');
}
