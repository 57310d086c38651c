import { reason } from '../../errors.js';
import { elementCount, StringTensor, Tensor, type TypedArray, wrongShape } from '../../tensor.js';
import type { ArrayEntry, FileContents, NamedArray } from '../tensor-file.js';
import { damaged, type ReadContext } from './format.js';
import { isObject } from './json-text.js';
import { bySentence, padded } from './padded.js';

type Pair = readonly [name: string, value: unknown];

// Names of arrays by BertViz and JavaScript, and those of here.
const aliases = new Map([
  ['attn', 'attention'],
  ['left_text', 'query_tokens'],
  ['right_text', 'key_tokens'],
  ['queryTokens', 'query_tokens'],
  ['keyTokens', 'key_tokens'],
  ['sourceImage', 'source_image'],
]);
const nameOf = (key: string) => aliases.get(key) ?? key;

/** Named arrays out of parsed JSON or what a script gives: nested lists, typed arrays, objects of them. */
export function readValue(value: unknown, context: ReadContext): FileContents {
  const arrays = new Map<string, ArrayEntry>();
  const metadata = new Map<string, string>();
  for (const [key, item] of pairsOf(value, context)) {
    const name = nameOf(key);
    if (name === 'axes' && Array.isArray(item)) metadata.set(name, item.join(' '));
    // Objects in a list are no array, nor are lists of them, one an item of a batch; who looks for them reads their text.
    else if (/^(query_|key_)?segments$/.test(name) && Array.isArray(item) && item.flat().every(isObject))
      metadata.set(name, JSON.stringify(item));
    else if (isArray(item))
      for (const [part, list] of layersOf(name, item)) arrays.set(part, () => readArray(list, part, context));
    else if (/string|number|bool/.test(typeof item)) metadata.set(name, String(item));
  }
  return { arrays, metadata };
}

/**
 * Matrices in a list that is no array are layers of their own, `attention.0`, `attention.1`, …: layers of unlike size, and such as have no
 * attention, where null stands. Lists of arrays in it are its steps, and these layers: `attention.0.0`.
 */
function layersOf(name: string, value: unknown): readonly Pair[] {
  const whole = [[name, value]] as const;
  if (!Array.isArray(value) || bySentence.test(name)) return whole;
  const present = value.flatMap((item: unknown, at) => (item === null ? [] : [[`${name}.${at}`, item] as const]));
  const shapes = present.map(([, item]) => shapeOf(item));
  const isWhole = present.length === value.length && present.every(([, item]) => isNested(item));
  const isOne = isWhole && new Set(shapes.map(String)).size < 2;
  if (isOne || shapes.some(({ length }) => length < 2)) return whole;
  return present.flatMap(([part, item]): readonly Pair[] =>
    Array.isArray(item) && !isNested(item)
      ? item.map((one: unknown, at) => [`${part}.${at}`, one] as const)
      : [[part, item]],
  );
}

/** Whether it is lists down to the numbers, and no list of arrays that say their shape. */
function isNested(value: unknown): boolean {
  let first = value;
  while (Array.isArray(first)) first = first[0];
  return isList(value) && (isList(first) || !isArray(first));
}

/** Lengths of the first of nested lists, or what an array says of itself. */
function shapeOf(value: unknown): number[] {
  const { shape: own } = Object(value) as { shape?: unknown };
  if (Array.isArray(own)) return own as number[];
  const shape: number[] = [];
  let first = value;
  for (; isList(first) && shape.length < 32; first = first[0]) shape.push(first.length);
  // An array that says its shape ends the lists; a list does only where they are too deep.
  return !isList(first) && isArray(first) ? [...shape, ...shapeOf(first)] : shape;
}

function pairsOf(value: unknown, context: ReadContext): readonly Pair[] {
  const fields = isObject(value) ? value : {};
  const views = [value, fields.attention].map(viewsOf).find(({ length }) => length);
  if (views) {
    // With one set of matrices the names are the design's own; with several each keeps its tokens beside it.
    const isPlain = (name: unknown) => typeof name !== 'string' || name === 'all' || views.length === 1;
    return views.flatMap(([name, view]) =>
      Object.entries(view).map(([key, item]) => {
        if (isPlain(name)) return [key, item] as const;
        return [key === 'attn' ? String(name) : `${name}.${nameOf(key)}`, item] as const;
      }),
    );
  }
  const pairs = Object.entries(fields);
  // An array with its shape may have tokens and the like beside it; one that is made already has not.
  if (isArray(value))
    return [
      ['attention', value],
      ...(isTensor(value) ? [] : pairs.filter(([key]) => !/^(shape|data|values)$/.test(key))),
    ];
  if (value !== fields) throw damaged(context, reason`it holds no array`);
  return pairs;
}

/**
 * BertViz' head and model view give a list of {name, attn, left_text, right_text}, its neuron view and older versions
 * an object of them by name ("all" is both sentences); either may be wrapped in {attention, …}.
 */
function viewsOf(value: unknown): [name: unknown, view: object][] {
  const isView = (item: unknown) => isObject(item) && Object.hasOwn(item, 'attn');
  if (isView(value)) return [[null, value as object]];
  if (Array.isArray(value)) return value.filter(isView).map((view) => [view.name, view]);
  return isObject(value) ? Object.entries(value as Record<string, object>).filter(([, item]) => isView(item)) : [];
}

/** Told by what it does: another copy of the class may have made it. */
function isTensor(value: unknown): value is Tensor {
  return isObject(value) && typeof value.float32 === 'function';
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isList(value: unknown): value is unknown[] | TypedArray {
  return Array.isArray(value) || isTypedArray(value);
}

/** The values in any of the ways to write an array: nested lists, typed arrays, {shape, data}; null where it is none. */
function valuesOf(value: unknown): unknown[] | TypedArray | null {
  const isShaped = isObject(value) && Array.isArray(value.shape) && !isSparse(value);
  const values = isShaped ? (value.data ?? value.values) : value;
  return isList(values) ? values : null;
}

/** Whether its values are those of single cells: the shape beside them is not theirs. */
const isSparse = (value: object) => 'indices' in value || 'indptr' in value || 'format' in value;

const isArray = (value: unknown) => isTensor(value) || valuesOf(value) !== null;

function readArray(value: unknown, name: string, context: ReadContext): NamedArray {
  if (isTensor(value)) return value;
  const values = valuesOf(value)!;
  const array = isTypedArray(values) ? Tensor.of(values) : readNested(padded(values, name, context), name, context);
  const { shape } = value as { shape?: readonly number[] };
  if (shape === undefined) return array;
  if (elementCount(shape) !== elementCount(array.shape)) {
    throw wrongShape(name, array.shape, reason`it has values for another shape`);
  }
  return array.dtype === 'string' ? new StringTensor(array.values, shape) : new Tensor(array.dtype, shape, array.bytes);
}

const isNotOf = {
  number: (place: string) => reason`${place} is not a number`,
  string: (place: string) => reason`${place} is not text`,
  boolean: (place: string) => reason`${place} is not a truth value`,
};

/** Array of nested lists; its first number, text or truth value decides of what. null is NaN. */
function readNested(data: unknown[], name: string, context: ReadContext): NamedArray {
  const shape: number[] = [];
  let first: unknown = data;
  for (; isList(first); first = first[0]) {
    if (shape.push(first.length) > 32) throw damaged(context, reason`${name} is nested too deeply`);
  }
  const kind = Object.hasOwn(isNotOf, typeof first) ? (typeof first as keyof typeof isNotOf) : 'number';
  const eachRow = (item: unknown, axis: number, place: string, visit: (row: unknown[], place: string) => void) => {
    const list = isList(item) ? (item as unknown[]) : null;
    if (list?.length !== shape[axis]) {
      const what = list
        ? reason`${place || name} has ${list.length} values where others have ${shape[axis]}`
        : reason`${place || name} has no values where others have ${shape[axis]}`;
      throw wrongShape(name, shape, what);
    }
    if (axis + 1 === shape.length) visit(list, place);
    else for (let at = 0; at < list.length; at++) eachRow(list[at], axis + 1, `${place}[${at}]`, visit);
  };
  // Lengths are checked before memory is taken: the product of a few long lists may be far more than the text holds.
  eachRow(data, 0, '', () => {});
  const size = elementCount(shape);
  const values =
    kind === 'string' ? new Array<string>() : kind === 'boolean' ? new Uint8Array(size) : new Float64Array(size);
  let index = 0;
  eachRow(data, 0, '', (row, place) => {
    for (let at = 0; at < row.length; at++) {
      const item = row[at];
      if (typeof item === kind) values[index++] = item as never;
      else if (item === null && kind === 'number') values[index++] = NaN;
      else throw damaged(context, isNotOf[kind](`${name}${place}[${at}]`));
    }
  });
  if (values instanceof Float64Array) return Tensor.of(values, shape);
  return values instanceof Uint8Array ? new Tensor('bool', shape, values) : new StringTensor(values, shape);
}
