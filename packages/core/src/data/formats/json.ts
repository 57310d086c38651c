import { AttnError } from '../../errors.js';
import { elementCount, StringTensor, Tensor, type TypedArray } from '../../tensor.js';
import type { ArrayEntry, FileContents, NamedArray } from '../tensor-file.js';
import { damaged, type Format, firstCharacter, type ReadContext } from './format.js';
import { parseJson } from './json-text.js';

/** Chromium's strings end here; larger arrays are for the binary formats. */
const longestText = 2 ** 29 - 24;

/** JSON text: an object of arrays, a bare nested array, or what BertViz and CircuitsVis write. */
export const json: Format = {
  matches: (bytes) => '{['.includes(firstCharacter(bytes)),
  read(bytes, context) {
    if (bytes.length > longestText) {
      throw new AttnError('too-large', { what: context.url, bytes: bytes.length, limit: longestText });
    }
    let value: unknown;
    try {
      value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (error) {
      throw damaged(context, 'it is not JSON', error);
    }
    return readValue(value, context);
  },
};

// Keys as JavaScript writes them.
const aliases: Readonly<Record<string, string>> = {
  queryTokens: 'query_tokens',
  keyTokens: 'key_tokens',
  sourceImage: 'source_image',
};

/** Named arrays out of parsed JSON or what a script gives: nested lists, typed arrays, objects of them. */
export function readValue(value: unknown, context: ReadContext): FileContents {
  const arrays = new Map<string, ArrayEntry>();
  const metadata = new Map<string, string>();
  const add = (name: string, data: unknown) =>
    arrays.set(name, isArray(data) ? data : () => readArray(data, name, context));

  const bertviz = bertvizEntries(value) ?? (isObject(value) ? bertvizEntries(value.attention) : null);
  for (const [name, entry] of bertviz ?? []) {
    // With one set of matrices the names are the design's own; with several each keeps its tokens beside it.
    const prefix = name === 'attention' ? '' : `${name}.`;
    for (const [key, ours] of Object.entries(bertvizNames)) if (isList(entry[key])) add(prefix + ours, entry[key]);
    add(name, entry.attn);
  }
  const bare = isList(value);
  if (!bare && !isObject(value)) throw damaged(context, 'it holds no array');
  if (bertviz) return { arrays, metadata };
  if (bare) add('attention', value);
  for (const [key, item] of isObject(value) && !isArray(value) ? Object.entries(value) : []) {
    // An array with its shape may have tokens and the like beside it.
    if (bare && /^(shape|data)$/.test(key)) continue;
    const name = Object.hasOwn(aliases, key) ? aliases[key] : key;
    if (name === 'axes' && Array.isArray(item)) metadata.set(name, item.join(' '));
    else if (isList(item)) add(name, item);
    else if (item !== null && /^[snb]/.test(typeof item)) metadata.set(name, String(item));
  }
  return { arrays, metadata };
}

type Fields = Record<string, unknown>;

const bertvizNames = { left_text: 'query_tokens', right_text: 'key_tokens', queries: 'queries', keys: 'keys' };

/**
 * BertViz' head and model view give a list of {name, attn, left_text, right_text}, its neuron view and older versions
 * an object of them by name ("all" is both sentences); either may be wrapped in {attention, …}.
 */
function bertvizEntries(value: unknown): [string, Fields][] | null {
  const isEntry = (item: unknown): item is Fields => isObject(item) && Object.hasOwn(item, 'attn');
  const items = isEntry(value) ? [value] : (value as Fields);
  const entries = Array.isArray(items)
    ? isEntry(items[0])
      ? items.filter(isEntry).map((item) => [item.name, item] as const)
      : []
    : Object.entries(isObject(items) ? items : {}).filter((pair): pair is [string, Fields] => isEntry(pair[1]));
  const plain = (name: unknown) => typeof name !== 'string' || name === 'all' || entries.length === 1;
  return entries.length ? entries.map(([name, entry]) => [plain(name) ? 'attention' : String(name), entry]) : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** Arrays that are made already; told by their shape, since another copy of this class may have made them. */
function isArray(value: unknown): value is NamedArray {
  return (
    isObject(value) && (value.dtype === 'string' ? Array.isArray(value.values) : typeof value.float32 === 'function')
  );
}

function isTypedArray(value: unknown): value is TypedArray & { readonly shape?: unknown } {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** Whether it is an array in any of the ways to write one: nested lists, typed arrays, {shape, data}. */
function isList(value: unknown): boolean {
  return (
    Array.isArray(value) ||
    isTypedArray(value) ||
    isArray(value) ||
    (isObject(value) && Array.isArray(value.shape) && (Array.isArray(value.data) || isTypedArray(value.data)))
  );
}

function readArray(value: unknown, name: string, context: ReadContext): NamedArray {
  if (isArray(value)) return value;
  const data = isObject(value) ? value.data : value;
  const shape = (value as { shape?: unknown }).shape;
  const array = isTypedArray(data) ? Tensor.of(data) : readNested(data as unknown[], name, context);
  if (shape === undefined) return array;
  const length = elementCount(array.shape);
  if (!Array.isArray(shape) || elementCount(shape) !== length) {
    throw new AttnError('wrong-shape', { name, shape: String(shape), what: `it has ${length} values` });
  }
  return array instanceof Tensor ? new Tensor(array.dtype, shape, array.bytes) : new StringTensor(array.values, shape);
}

/** What its first number, text or truth value is decides what it is an array of; null is NaN. */
function readNested(data: unknown[], name: string, context: ReadContext): NamedArray {
  const shape: number[] = [];
  let first: unknown = data;
  for (; Array.isArray(first); first = first[0]) {
    if (shape.push(first.length) > 32) throw damaged(context, `${name} is nested too deeply`);
  }
  const rows = isTypedArray(first) ? first : null;
  if (rows) shape.push(rows.length);
  const rank = shape.length;
  // Lengths are checked before memory is taken: the product of a few long lists may be far more than the text holds.
  checkLengths(data, shape, 0, '', name);

  const expected = rows || first === null || first === undefined ? 'number' : typeof first;
  const size = expected === 'string' ? 0 : elementCount(shape);
  const values = expected === 'boolean' ? new Uint8Array(size) : new Float64Array(size);
  const texts: string[] = [];
  let index = 0;
  const wrong = findUnread(data, rank, (value) => {
    if (expected === 'string') return typeof value === 'string' && texts.push(value) > 0;
    if (value === null && expected === 'number') values[index++] = NaN;
    else if (typeof value === expected) values[index++] = Number(value);
    else return false;
    return true;
  });
  if (wrong || expected === 'object') {
    const what = { string: 'text', boolean: 'a truth value' }[expected as string] ?? 'a number';
    throw damaged(context, `${name}${wrong} is not ${what}`);
  }
  if (expected === 'string') return new StringTensor(texts, shape);
  return expected === 'boolean' ? new Tensor('bool', shape, values as Uint8Array) : Tensor.of(values, shape);
}

function checkLengths(value: unknown, shape: readonly number[], depth: number, path: string, name: string): void {
  const list = Array.isArray(value) || isTypedArray(value) ? value : null;
  if (list?.length !== shape[depth]) {
    const what = `${path || 'it'} has ${list ? list.length : 'no'} values where others have ${shape[depth]}`;
    throw new AttnError('wrong-shape', { name, shape: shape.join(', '), what });
  }
  if (depth + 1 < shape.length) {
    for (let at = 0; at < list.length; at++) checkLengths(list[at], shape, depth + 1, `${path}[${at}]`, name);
  }
}

/** Hands the values of nested lists to `read` in order; where it refuses one, says where that is, else nothing. */
function findUnread(list: unknown, rank: number, read: (value: unknown) => boolean): string {
  const items = list as unknown[];
  for (let at = 0; at < items.length; at++) {
    if (rank === 1) {
      if (!read(items[at])) return `[${at}]`;
      continue;
    }
    const inner = findUnread(items[at], rank - 1, read);
    if (inner) return `[${at}]${inner}`;
  }
  return '';
}
