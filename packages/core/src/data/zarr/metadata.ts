import { reason } from '../../errors.js';
import { type DType, itemSize } from '../../tensor.js';
import { damaged, type ReadContext, unsupported } from '../formats/format.js';
import { isObject } from '../formats/json-text.js';

type Json = Record<string, unknown>;

/** An array as its metadata describe it, checked, with what is handed to zarrita. */
export interface ArrayNode {
  readonly shape: readonly number[];
  /** Type of its numbers; null of text. */
  readonly dtype: DType | null;
  /** Names of its axes, where it gives them. */
  readonly dimensions: readonly string[] | null;
  readonly attributes: Json;
  /** Metadata for zarrita, in which numbers that it has no arrays for are the whole numbers of their bits. */
  readonly document: Json;
  /** Bytes of the index that each of its shards begins with; null where it stands at their end, or there is none. */
  readonly startIndex: number | null;
}

/** Whole numbers of the same bits, of types that zarrita has no arrays for, or not in every browser. */
const bitsOf: Partial<Record<DType, 'uint8' | 'uint16'>> = {
  bool: 'uint8',
  float16: 'uint16',
  bfloat16: 'uint16',
  float8_e4m3: 'uint8',
  float8_e5m2: 'uint8',
};

const dtypes: Readonly<Record<string, DType>> = Object.assign(Object.create(null), {
  ...Object.fromEntries(
    ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'].map((name) => [name, name]),
  ),
  float16: 'float16',
  float32: 'float32',
  float64: 'float64',
  bfloat16: 'bfloat16',
  float8_e4m3fn: 'float8_e4m3',
  float8_e4m3: 'float8_e4m3',
  float8_e5m2: 'float8_e5m2',
});

/** NumPy's names of types, without the order of their bytes. */
const numpy: Readonly<Record<string, DType>> = {
  b1: 'bool',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

const numpyBits: Readonly<Record<string, string>> = { bool: 'u1', float16: 'u2' };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Reads the metadata of an array of either version. @throws {AttnError} `damaged`, `unsupported` */
export function readArrayNode(document: Json, attributes: Json, name: string, context: ReadContext): ArrayNode {
  const wrong = () => damaged(context, reason`its metadata do not describe ${name}`);
  const isNew = document.zarr_format === 3;
  const { shape } = document;
  const chunks = isNew ? gridOf(document) : document.chunks;
  const isShape = Array.isArray(shape) && shape.length <= 32 && shape.every(isCount);
  const isGrid = Array.isArray(chunks) && chunks.every((length) => isCount(length) && length > 0);
  if (!isShape || !isGrid || chunks.length !== shape.length) throw wrong();
  const { dtype, own } = typeOf(document, isNew, context);
  const size = (lengths: readonly number[]) =>
    lengths.reduce((product, length) => product * length, dtype ? itemSize(dtype) : 1);
  if (!Number.isSafeInteger(size(shape))) throw wrong();
  const shard = shardOf(document);
  const inner = shard?.chunk_shape ?? chunks;
  const fits = (length: unknown, axis: number) => isCount(length) && length > 0 && chunks[axis] % length === 0;
  if (!Array.isArray(inner) || inner.length !== shape.length || !inner.every(fits)) throw wrong();
  // A chunk is made whole before a part of it is read.
  if (size(inner) > context.limit) throw unsupported(context, reason`chunks of ${size(inner)} bytes, in ${name}`);
  return {
    shape,
    dtype,
    dimensions: namesOf(isNew ? document.dimension_names : attributes._ARRAY_DIMENSIONS),
    attributes,
    document: { ...document, ...own },
    startIndex: shard?.index_location === 'start' ? indexSize(chunks, inner, shard) : null,
  };
}

const namesOf = (names: unknown) =>
  Array.isArray(names) && names.every((name): name is string => typeof name === 'string') ? names : null;

const configurationOf = (value: unknown): Json => {
  const { configuration } = Object(value) as Json;
  return isObject(configuration) ? (configuration as Json) : {};
};

const gridOf = ({ chunk_grid: grid }: Json) =>
  (Object(grid) as Json).name === 'regular' ? configurationOf(grid).chunk_shape : null;

/** Configuration of the codec that puts chunks into shards. */
function shardOf({ codecs }: Json): Json | null {
  const found = Array.isArray(codecs) && codecs.find((codec) => Object(codec).name === 'sharding_indexed');
  return found ? configurationOf(found) : null;
}

/** Bytes of the index of a shard: two numbers of 64 bits a chunk, and what its codecs add. */
function indexSize(shard: readonly number[], chunk: readonly number[], { index_codecs: codecs }: Json): number {
  const chunks = shard.reduce((count, length, axis) => count * (length / chunk[axis]), 1);
  const isChecked = Array.isArray(codecs) && codecs.some((codec) => Object(codec).name === 'crc32c');
  return 16 * chunks + (isChecked ? 4 : 0);
}

/** Type of the numbers, and the fields of the metadata by which zarrita reads their bits. */
function typeOf(document: Json, isNew: boolean, context: ReadContext): { dtype: DType | null; own: Json } {
  const refused = (type: unknown) => unsupported(context, reason`dtype ${JSON.stringify(type).slice(0, 40)}`);
  if (isNew) {
    const { data_type: type, fill_value: fill } = document;
    if (type === 'string') return { dtype: null, own: {} };
    const dtype = typeof type === 'string' ? dtypes[type] : undefined;
    if (!dtype) throw refused(type);
    const bits = bitsOf[dtype];
    return { dtype, own: bits ? { data_type: bits, fill_value: fillBits(fill, dtype) } : {} };
  }
  const { dtype: type, fill_value: fill } = document;
  const [, order, code] = (typeof type === 'string' && /^([<>|])([A-Za-z]\d*)$/.exec(type)) || [];
  if (/^[US]\d+$|^O$/.test(code ?? '')) return { dtype: null, own: {} };
  const dtype = Object.hasOwn(numpy, code ?? '') ? numpy[code!] : undefined;
  if (!dtype) throw refused(type);
  const bits = numpyBits[dtype];
  return { dtype, own: bits ? { dtype: order + bits, fill_value: fillBits(fill, dtype) } : {} };
}

/** Bits of the number that stands where no chunk is. 0 where there is none. */
function fillBits(fill: unknown, dtype: DType): number {
  if (typeof fill === 'string' && /^0x[0-9a-f]+$/i.test(fill)) return Number(fill);
  if (dtype === 'bool') return fill ? 1 : 0;
  const value = Number(fill ?? 0);
  if (value === 0) return 0;
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0];
  if (dtype === 'bfloat16') return bits >>> 16;
  if (dtype === 'float16') return halfBits(value, bits);
  // Numbers of 8 bits: NaN, which has all bits but the sign, is what is left to be.
  return Number.isNaN(value) ? 0x7f : 0;
}

/** Bits of a number as binary16, rounded to what is nearest. */
function halfBits(value: number, bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  if (Number.isNaN(value)) return 0x7e00;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)));
  // Numbers below the least exponent are whole multiples of the same step; a sum that carries counts the exponent up.
  const steps = Math.round(magnitude / 2 ** (exponent - 10));
  return sign | (steps + (exponent + 14) * 1024);
}
