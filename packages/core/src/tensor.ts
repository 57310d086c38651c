import { reason } from './errors.js';
import { elementCount, type Shape, wrongOperand, wrongShape } from './shape.js';

export { elementCount, type Shape, wrongOperand, wrongShape };

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

/** Codes as they are stored, whose width is the element's, and where they are not the numbers, what makes them numbers. */
type Element = readonly [
  codes: { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBufferLike, at: number, n: number): TypedArray },
  decode?: (code: number) => number,
];

// A float of at most 16 bits is a float32 with a narrower exponent: put its bits where float32 keeps them, then multiply
// away the difference of the exponent biases. Exact, subnormal numbers included, because the product is a double.
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

function smallFloat(sign: number, shift: number, bias: number, largest: number): (code: number) => number {
  return (code) => {
    const magnitude = code & (sign - 1);
    bits[0] = magnitude << shift;
    // Beyond the largest number are NaN and, in binary16 alone, infinity.
    const value = magnitude <= largest ? float[0] * bias : magnitude === 0x7c00 ? Infinity : NaN;
    return code & sign ? -value : value;
  };
}

/** IEEE 754 binary16: 5 exponent bits, bias 15. */
const float16 = smallFloat(0x8000, 13, 2 ** 112, 0x7bff);

const elements: Readonly<Record<DType, Element>> = {
  bool: [Uint8Array, (code) => (code ? 1 : 0)],
  uint8: [Uint8Array],
  int8: [Int8Array],
  uint16: [Uint16Array],
  int16: [Int16Array],
  uint32: [Uint32Array],
  int32: [Int32Array],
  uint64: [BigUint64Array, Number],
  int64: [BigInt64Array, Number],
  // OCP E4M3 ("fn"): bias 7, no infinities, NaN only where all seven bits are set.
  float8_e4m3: [Uint8Array, smallFloat(0x80, 20, 2 ** 120, 0x7e)],
  // E5M2 is binary16 cut after its first byte.
  float8_e5m2: [Uint8Array, (code) => float16(code << 8)],
  float16: [Uint16Array, float16],
  bfloat16: [
    Uint16Array,
    (code) => {
      bits[0] = code << 16;
      return float[0];
    },
  ],
  float32: [Float32Array],
  float64: [Float64Array],
};

/** The dtype of this name; null where none is called so. */
export function dtypeNamed(name: string): DType | null {
  return Object.hasOwn(elements, name) ? (name as DType) : null;
}

/** Bytes of one element. */
export function itemSize(dtype: DType): number {
  return elements[dtype][0].BYTES_PER_ELEMENT;
}

/** Bytes of a file of which only those are in memory that somebody has asked for. */
export interface RemoteBytes {
  /** Length of the file. */
  readonly length: number;
  /** Bytes from one to before the other: not to be written to. Rejects with what keeps them from being read, `too-large` among it. */
  read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Row-major bytes of part of an array in it, where its parts lie apart; null of a part that it has no way to find. Rejects as `read`. */
  part?(layout: RemotePart, signal?: AbortSignal): Promise<Uint8Array> | null;
}

/** Part of an array in a file, as its tensor sees it: in bytes, an axis each. */
export interface RemotePart {
  readonly offset: number;
  readonly shape: Shape;
  readonly strides: readonly number[];
}

export interface TensorLayout {
  /** Bytes from one index to the next, an axis each; row-major where absent. */
  readonly strides?: readonly number[];
  /** Column-major, as Fortran and MATLAB keep matrices. */
  readonly fortran?: boolean;
  /** Most significant byte first. */
  readonly bigEndian?: boolean;
  /** Offset of the first element in the bytes. */
  readonly offset?: number;
  /** File in whose bytes it lies, where these are read only when they are needed. */
  readonly remote?: RemoteBytes | null;
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
  /** File whose bytes are read when they are needed; null where they are in memory. */
  readonly remote: RemoteBytes | null;
  /** Number of elements. */
  readonly size: number;

  constructor(dtype: DType, shape: Shape, bytes: Uint8Array, layout: TensorLayout = {}) {
    const width = itemSize(dtype);
    const { bigEndian = false, offset = 0, fortran = false, remote = null } = layout;
    const { strides = stridesOf(shape, width, fortran) } = layout;
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
    this.bigEndian = bigEndian;
    this.offset = offset;
    this.strides = strides;
    this.remote = remote;
    this.size = elementCount(shape);
    const end = shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis], offset + width);
    // Written so that NaN, the size of what is no shape, fails too.
    const { length } = remote ?? bytes;
    if (this.size !== 0 && !(this.size > 0 && end <= length)) {
      throw wrongOperand('The array', shape, reason`it has ${length} bytes`);
    }
  }

  /**
   * The same with its bytes in memory. Of an array whose file is read in parts no values can be read before.
   * @throws {AttnError} what keeps the bytes from being read
   */
  async here(signal?: AbortSignal): Promise<Tensor> {
    const { dtype, shape, strides, bigEndian, offset } = this;
    if (!this.remote) return this;
    const part = this.remote.part?.({ offset, shape, strides }, signal);
    if (part) return new Tensor(dtype, shape, await part, { bigEndian });
    const last = shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis], offset);
    const end = this.size > 0 ? last + itemSize(dtype) : offset;
    return new Tensor(dtype, shape, await this.remote.read(offset, end, signal), { strides, bigEndian });
  }

  /** A tensor over the memory of a typed array, one axis unless a shape is given. */
  static of(data: TypedArray, shape: Shape = [data.length]): Tensor {
    // Its name without Big before and Clamped behind; by name, since it may come from another frame.
    const [name] = /[A-Z][a-z]+\d+/.exec(data[Symbol.toStringTag])!;
    if (elementCount(shape) !== data.length)
      throw wrongOperand('The array', shape, reason`it has ${data.length} values`);
    return new Tensor(
      name.toLowerCase() as DType,
      shape,
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    );
  }

  /** Another reading of the same bytes. */
  view(shape: Shape, strides: readonly number[], offset: number = this.offset): Tensor {
    return new Tensor(this.dtype, shape, this.bytes, {
      strides,
      offset,
      bigEndian: this.bigEndian,
      remote: this.remote,
    });
  }

  /** The part at the given indices of the first axes. */
  slice(...index: readonly number[]): Tensor {
    const offset = index.reduce((sum, at, axis) => sum + at * this.strides[axis], this.offset);
    return this.view(this.shape.slice(index.length), this.strides.slice(index.length), offset);
  }

  /** Row-major values. A view of the bytes where they already are float32: not to be written to. */
  float32(): Float32Array {
    return this.#read(Float32Array);
  }

  /** Row-major values as float64, which holds every element type but large 64-bit integers exactly. */
  float64(): Float64Array {
    return this.#read(Float64Array);
  }

  /** Row-major whole numbers of 64 bits, exact; null of every other element type. */
  bigints(): readonly bigint[] | null {
    return this.dtype.endsWith('int64') ? Array.from(this.codes() as BigInt64Array) : null;
  }

  #read<T extends Float32Array | Float64Array>(Kind: new (values: number | TypedArray) => T): T {
    const [, decode] = elements[this.dtype];
    const codes = this.codes();
    if (codes instanceof Kind) return codes;
    if (!decode) return new Kind(codes);
    const values = new Kind(this.size);
    for (let at = 0; at < this.size; at++) values[at] = decode(codes[at] as number);
    return values;
  }

  /** Elements as they are stored, row-major, bits of small floats as whole numbers. A view where they lie so already: not to be written to. */
  codes(): TypedArray {
    const { shape, size, strides } = this;
    if (this.remote) throw new Error('The array is not read yet.');
    const [Codes] = elements[this.dtype];
    const width = Codes.BYTES_PER_ELEMENT;
    const dense = stridesOf(shape, width, false);
    const isDense = strides.every((step, axis) => step === dense[axis] || shape[axis] === 1);
    let { bytes, offset } = this;
    // The codes are made row-major, in the byte order of the machine (little-endian wherever browsers run), and aligned.
    if (!size || !isDense || this.bigEndian) bytes = this.#gather(width);
    else if ((bytes.byteOffset + offset) % width) bytes = bytes.slice(offset, offset + size * width);
    if (bytes !== this.bytes) offset = 0;
    return new Codes(bytes.buffer, bytes.byteOffset + offset, size);
  }

  /** Copies element by element into row-major order, turning the bytes of each where they are the wrong way round. */
  #gather(width: number): Uint8Array {
    const { bytes, offset, shape, size, strides } = this;
    const into = new Uint8Array(size * width);
    const flip = this.bigEndian ? width - 1 : 0;
    let to = 0;
    if (size)
      eachOffset(
        shape,
        strides,
        (from) => {
          for (let byte = 0; byte < width; byte++) into[to + (byte ^ flip)] = bytes[from + byte];
          to += width;
        },
        offset,
      );
    return into;
  }
}

/** Visits the elements row by row, wherever they lie. */
export function eachOffset(
  shape: Shape,
  strides: readonly number[],
  visit: (offset: number) => void,
  offset = 0,
  axis = 0,
): void {
  if (axis === shape.length) visit(offset);
  else
    for (let at = 0; at < shape[axis]; at++) eachOffset(shape, strides, visit, offset + at * strides[axis], axis + 1);
}

/** Bytes from one index to the next, an axis each, of elements laid out without gaps. */
export function stridesOf(shape: Shape, width: number, fortran: boolean): number[] {
  const strides = [...shape];
  for (let at = 0; at < shape.length; at++) {
    const axis = fortran ? at : shape.length - 1 - at;
    strides[axis] = width;
    width *= shape[axis];
  }
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
