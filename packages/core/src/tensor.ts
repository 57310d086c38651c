import { AttnError } from './errors.js';

/** Element types that are read. Text is kept apart, in {@link StringTensor}. */
export type DType =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float8_e4m3'
  | 'float8_e5m2'
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64';

export type Shape = readonly number[];

export type TypedArray =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

type Code = number | bigint;

interface Element {
  /** How the codes are stored; its width is the element's. */
  readonly codes: {
    readonly BYTES_PER_ELEMENT: number;
    new (buffer: ArrayBufferLike, at: number, n: number): TypedArray;
  };
  /** From a stored code to the number it stands for; absent where they are the same. */
  readonly decode?: (code: Code) => number;
}

// A float of at most 16 bits is a float32 with a narrower exponent: put its bits where float32 keeps them, then multiply
// away the difference of the exponent biases. Exact, subnormal numbers included, because the product is a double.
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

function widen(magnitude: number, shift: number, bias: number): number {
  bits[0] = magnitude << shift;
  return float[0] * bias;
}

/** IEEE 754 binary16: 5 exponent bits, bias 15. */
function float16(code: number): number {
  const magnitude = code & 0x7fff;
  const value = magnitude < 0x7c00 ? widen(magnitude, 13, 2 ** 112) : magnitude > 0x7c00 ? NaN : Infinity;
  return code & 0x8000 ? -value : value;
}

/** OCP E4M3 ("fn"): bias 7, no infinities, NaN only where all seven bits are set. */
function float8e4m3(code: number): number {
  const magnitude = code & 0x7f;
  const value = magnitude < 0x7f ? widen(magnitude, 20, 2 ** 120) : NaN;
  return code & 0x80 ? -value : value;
}

function bfloat16(code: number): number {
  bits[0] = code << 16;
  return float[0];
}

const elements: Readonly<Record<DType, Element>> = {
  bool: { codes: Uint8Array, decode: (code) => (code ? 1 : 0) },
  uint8: { codes: Uint8Array },
  int8: { codes: Int8Array },
  uint16: { codes: Uint16Array },
  int16: { codes: Int16Array },
  uint32: { codes: Uint32Array },
  int32: { codes: Int32Array },
  uint64: { codes: BigUint64Array, decode: Number },
  int64: { codes: BigInt64Array, decode: Number },
  float8_e4m3: { codes: Uint8Array, decode: (code) => float8e4m3(code as number) },
  // E5M2 is binary16 cut after its first byte.
  float8_e5m2: { codes: Uint8Array, decode: (code) => float16((code as number) << 8) },
  float16: { codes: Uint16Array, decode: (code) => float16(code as number) },
  bfloat16: { codes: Uint16Array, decode: (code) => bfloat16(code as number) },
  float32: { codes: Float32Array },
  float64: { codes: Float64Array },
};

/** The dtype of this name; null where none is called so. */
export function dtypeNamed(name: string): DType | null {
  return Object.hasOwn(elements, name) ? (name as DType) : null;
}

/** Bytes of one element. */
export function itemSize(dtype: DType): number {
  return elements[dtype].codes.BYTES_PER_ELEMENT;
}

/** Number of elements of a shape; NaN where it is no shape or the number is beyond 2⁵³. */
export function elementCount(shape: Shape): number {
  let count = 1;
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) return NaN;
    count *= length;
  }
  return Number.isSafeInteger(count) ? count : NaN;
}

export interface TensorLayout {
  /** Bytes from one index to the next, an axis each; row-major where absent. */
  readonly strides?: readonly number[];
  /** Column-major, as Fortran and MATLAB keep matrices. */
  readonly fortran?: boolean;
  /** Most significant byte first. */
  readonly bigEndian?: boolean;
  /** Where the first element begins in the bytes. */
  readonly offset?: number;
}

/**
 * An array of numbers over the bytes of a file: nothing is copied or decoded before it is asked for.
 * 64-bit integers beyond 2⁵³ become the nearest number.
 */
export class Tensor {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
  readonly offset: number;
  /** Number of elements. */
  readonly size: number;

  constructor(dtype: DType, shape: Shape, bytes: Uint8Array, layout: TensorLayout = {}) {
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
    this.bigEndian = layout.bigEndian ?? false;
    this.offset = layout.offset ?? 0;
    this.strides = layout.strides ?? stridesOf(shape, itemSize(dtype), layout.fortran ?? false);
    this.size = elementCount(shape);
    const last = shape.reduce((sum, length, axis) => sum + (length - 1) * this.strides[axis], this.offset);
    // Written so that NaN, the size of what is no shape, fails too.
    if (this.size !== 0 && !(this.size > 0 && last + itemSize(dtype) <= bytes.length)) {
      const what = `it needs more than its ${bytes.length} bytes`;
      throw new AttnError('wrong-shape', { name: 'The array', shape: shape.join(', '), what });
    }
  }

  /** A tensor over the memory of a typed array, one axis unless a shape is given. */
  static of(data: TypedArray, shape: Shape = [data.length]): Tensor {
    const name = data[Symbol.toStringTag]
      .replace(/^Uint8Clamped/, 'Uint8')
      .replace(/^Big/, '')
      .replace(/Array$/, '');
    const dtype = dtypeNamed(name.toLowerCase());
    if (!dtype || elementCount(shape) !== data.length) {
      const what = `the data is ${data.length} × ${name}`;
      throw new AttnError('wrong-shape', { name: 'The array', shape: shape.join(', '), what });
    }
    return new Tensor(dtype, shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  /** The part at the given indices of the first axes. */
  slice(...index: readonly number[]): Tensor {
    const offset = index.reduce((sum, at, axis) => sum + at * this.strides[axis], this.offset);
    const layout = { strides: this.strides.slice(index.length), bigEndian: this.bigEndian, offset };
    return new Tensor(this.dtype, this.shape.slice(index.length), this.bytes, layout);
  }

  /** Row-major values. A view of the bytes where they already are float32: not to be written to. */
  float32(): Float32Array {
    const codes = this.#codes();
    return codes instanceof Float32Array ? codes : this.#decode(codes, new Float32Array(this.size));
  }

  /** Row-major values as float64, which holds every element type but large 64-bit integers exactly. */
  float64(): Float64Array {
    const codes = this.#codes();
    return codes instanceof Float64Array ? codes : this.#decode(codes, new Float64Array(this.size));
  }

  #decode<T extends Float32Array | Float64Array>(codes: TypedArray, into: T): T {
    const { decode } = elements[this.dtype];
    if (decode) for (let i = 0; i < into.length; i++) into[i] = decode(codes[i]);
    else into.set(codes as Float64Array);
    return into;
  }

  /** The stored codes, row-major and in the byte order of the machine (little-endian wherever browsers run). */
  #codes(): TypedArray {
    const { codes } = elements[this.dtype];
    const width = codes.BYTES_PER_ELEMENT;
    const length = this.size * width;
    if (length === 0) return new codes(new ArrayBuffer(0), 0, 0);
    const dense = stridesOf(this.shape, width, false);
    let { bytes, offset } = this;
    if (
      (this.bigEndian && width > 1) ||
      this.strides.some((step, axis) => step !== dense[axis] && this.shape[axis] > 1)
    ) {
      bytes = this.#gather(width);
      offset = 0;
    } else if ((bytes.byteOffset + offset) % width) {
      bytes = bytes.slice(offset, offset + length);
      offset = 0;
    }
    return new codes(bytes.buffer, bytes.byteOffset + offset, this.size);
  }

  /** Copies element by element into row-major order, turning the bytes of each where they are the wrong way round. */
  #gather(width: number): Uint8Array {
    const { bytes, offset } = this;
    const into = new Uint8Array(this.size * width);
    const flip = this.bigEndian ? width - 1 : 0;
    let to = 0;
    eachOffset(this.shape, this.strides, (from) => {
      for (let byte = 0; byte < width; byte++) into[to + (byte ^ flip)] = bytes[offset + from + byte];
      to += width;
    });
    return into;
  }
}

/** Visits the elements row by row, wherever they lie: `visit` gets each one's distance in bytes from the first. */
export function eachOffset(shape: Shape, strides: readonly number[], visit: (offset: number) => void): void {
  const index = shape.map(() => 0);
  let offset = 0;
  for (let left = elementCount(shape); left > 0; left--) {
    visit(offset);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

/** Bytes from one index to the next, an axis each, of elements laid out without gaps. */
export function stridesOf(shape: Shape, width: number, fortran: boolean): number[] {
  const strides = shape.map(() => width);
  if (fortran) for (let axis = 1; axis < shape.length; axis++) strides[axis] = strides[axis - 1] * shape[axis - 1];
  else for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

/** An array of text, row-major: tokens, or NumPy's unicode arrays. */
export class StringTensor {
  readonly dtype = 'string';
  readonly shape: Shape;
  readonly values: readonly string[];

  constructor(values: readonly string[], shape: Shape = [values.length]) {
    this.values = values;
    this.shape = shape;
  }
}
