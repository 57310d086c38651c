import { AttnError } from '../../errors.js';
import { type DType, eachOffset, elementCount, StringTensor, stridesOf, Tensor } from '../../tensor.js';
import type { NamedArray } from '../tensor-file.js';
import { damaged, dataView, type Format, type ReadContext, startsWith, unsupported } from './format.js';
import { PythonTuple, parsePythonLiteral } from './python-literal.js';

// Plain arrays have headers of some hundred bytes; NumPy, too, stops here.
const longestHeader = 10_000;
/** NumPy's own bound. */
const mostAxes = 64;

const dtypes: Readonly<Record<string, DType>> = {
  b1: 'bool',
  '?': 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

/** NumPy's format for one array, versions 1 to 3. */
export const npy: Format = {
  matches: (bytes) => startsWith(bytes, 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
  read: (bytes, context) => ({ arrays: new Map([['attention', readNpy(bytes, context)]]), metadata: new Map() }),
};

/** Reads one array. Bytes after it are passed over, as NumPy does: files may hold several arrays in a row. */
export function readNpy(bytes: Uint8Array, context: ReadContext): NamedArray {
  const version = bytes[6];
  const headerAt = version === 1 ? 10 : 12;
  if (bytes.length < headerAt) throw damaged(context, 'it ends before its header');
  if (version < 1 || version > 3) throw unsupported(context, `version ${version}.${bytes[7]} of npy`);
  const length = version === 1 ? dataView(bytes).getUint16(8, true) : dataView(bytes).getUint32(8, true);
  const dataAt = headerAt + length;
  if (dataAt > bytes.length) throw damaged(context, `its header claims ${length} bytes, more than the file has`);
  if (length > longestHeader) throw unsupported(context, `a header of ${length} bytes`);

  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(headerAt, dataAt));
  const { descr, fortran, shape } = parseHeader(text, context);
  const [, order, kind, digits] = /^([<>|=]?)([a-zA-Z?])(\d*)$/.exec(descr) ?? [];
  if (kind === 'O') throw new AttnError('pickled', { url: context.url });
  const bigEndian = order === '>';
  const data = bytes.subarray(dataAt);
  const size = elementCount(shape);

  const dtype = Object.hasOwn(dtypes, kind + digits) ? dtypes[kind + digits] : null;
  const isText = (kind === 'U' || kind === 'S') && digits !== '';
  if (!dtype && !isText) throw unsupported(context, `the dtype ${descr.slice(0, 40)}`);
  const width = isText ? Number(digits) * (kind === 'U' ? 4 : 1) : Number(digits || 1);
  if (!(size * width <= data.length)) {
    throw damaged(context, `it should hold [${shape.join(', ')}] ${descr} but has ${data.length} bytes of data`);
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
  shape: number[];
}

function parseHeader(text: string, context: ReadContext): Header {
  let header: unknown;
  try {
    header = parsePythonLiteral(text);
  } catch (error) {
    throw damaged(context, 'its header is not a Python literal', error);
  }
  // Exactly these three keys, as NumPy demands.
  if (!(header instanceof Map) || header.size !== 3) throw damaged(context, 'its header is not the one of an array');
  const descr = header.get('descr');
  const fortran = header.get('fortran_order');
  const shape = header.get('shape');
  if (typeof fortran !== 'boolean') throw damaged(context, 'its header does not say how it is ordered');
  if (
    !(shape instanceof PythonTuple) ||
    shape.items.length > mostAxes ||
    !(elementCount(shape.items as number[]) >= 0)
  ) {
    throw damaged(context, 'its header has no valid shape');
  }
  if (Array.isArray(descr) || descr instanceof PythonTuple) throw unsupported(context, 'records (a structured dtype)');
  if (typeof descr !== 'string') throw damaged(context, 'its header has no dtype');
  return { descr, fortran, shape: shape.items as number[] };
}

/** NumPy's unicode: UTF-32, filled up with zeros. */
function utf32Reader(data: Uint8Array, width: number, bigEndian: boolean, context: ReadContext) {
  const view = dataView(data);
  return (offset: number): string => {
    let text = '';
    let zeros = '';
    for (let at = offset; at < offset + width; at += 4) {
      const code = view.getUint32(at, !bigEndian);
      if (code > 0x10ffff) throw damaged(context, 'its text holds what is no character');
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
