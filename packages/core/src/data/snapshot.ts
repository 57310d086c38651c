import type { Source } from './load.js';
import type { TypedArray } from '../tensor.js';

const TypedArrayOfAny = Object.getPrototypeOf(Int8Array) as Function;

/** Whether it is a typed array, or a proxy of one, which has its class and not its memory. */
const looksTyped = (value: unknown): value is TypedArray => value instanceof TypedArrayOfAny;

const isOpaque = (value: object) =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob || value instanceof URL;

/** The values that a proxy of a typed array lets through: one by one, by their places. */
function valuesOf(proxy: TypedArray): TypedArray {
  const OfItsKind = proxy.constructor as new (values: ArrayLike<unknown>) => TypedArray;
  const places = Object.keys(proxy).filter((key) => /^\d+$/.test(key));
  return new OfItsKind(places.map((place) => proxy[Number(place)]));
}

/**
 * Data in which every typed array can be read: frameworks may give a proxy instead, which stands for lists and objects and not
 * for memory. Lists are left as they are.
 */
export function readable(source: Source): Source {
  const read = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isOpaque(value)) return value;
    if (looksTyped(value)) {
      const { shape } = value as { shape?: readonly number[] };
      return shape ? { shape, data: valuesOf(value) } : valuesOf(value);
    }
    const entries = Object.entries(value);
    const isProxied = entries.some(([, item]) => read(item) !== item);
    return isProxied ? Object.fromEntries(entries.map(([name, item]) => [name, read(item)])) : value;
  };
  return read(source) as Source;
}

/**
 * Data that can be sent to another thread: proxies, with which frameworks watch what is read, and instances of classes become the
 * lists and objects that they stand for. Typed arrays, bytes and blobs stay what they are.
 */
export function snapshot(source: Source): Source {
  const copy = (value: unknown): unknown => {
    if (typeof value === 'function' || typeof value === 'symbol') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof URL) return value.href;
    const { shape } = value as { shape?: unknown };
    if (looksTyped(value)) {
      const data = ArrayBuffer.isView(value) ? value : valuesOf(value);
      return shape ? { shape: copy(shape), data } : data;
    }
    if (isOpaque(value)) return value;
    if (Array.isArray(value)) return Array.from(value, copy);
    // Arrays of this package, also of another copy of it.
    if ('float32' in value && typeof value.float32 === 'function') return { shape: copy(shape), data: value.float32() };
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item)]));
  };
  return copy(source) as Source;
}
