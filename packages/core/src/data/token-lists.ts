import { AttnError, reason } from '../errors.js';
import type { Tensor } from '../tensor.js';
import { growsByItsQueries } from './joined-arrays.js';
import type { LayerArrays } from './layer-arrays.js';
import { type AxisMeasure, measuredPositions } from './measured-positions.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

type Tokens = readonly string[];

/** Tokens that the author gives; they stand before the file's. */
export interface GivenTokens {
  /** Tokens of both sides; a list for each item of a batch, where there is one. */
  readonly tokens?: readonly (string | Tokens)[] | null;
  readonly queryTokens?: readonly (string | Tokens)[] | null;
  readonly keyTokens?: readonly (string | Tokens)[] | null;
  /** Measure of the positions of a side that has no tokens. */
  readonly measure?: AxisMeasure | null;
}

/** Tokens of one matrix. */
export interface SideTokens {
  readonly query: Tokens | null;
  readonly key: Tokens | null;
}

export interface FoundTokens extends SideTokens {
  readonly remarks: readonly Remark[];
  /** Tokens of a layer, whose matrices may be of another size than the others'. */
  ofLayer(layer: number): SideTokens;
}

/** Places that tokens are looked for in. */
export interface TokenSearch {
  readonly given: GivenTokens;
  readonly arrays: Pick<LayerArrays, 'items' | 'sizes' | 'sizeOf' | 'isWritten'>;
  /** Whether tokens of the file that fit nowhere are passed over. */
  readonly optional: boolean;
  /** The item of the batch that is shown, from the end where it is negative. */
  readonly batch: number;
}

/** Number of lists of tokens that the author or the file gives, one an item of a batch; null where it is one list. */
export async function tokenItems(file: TensorFile, given: GivenTokens): Promise<number | null> {
  // Lists that cannot be read are told of where the tokens are needed.
  const stored = names.map((name) => readTokens(file, name).catch(() => null));
  const found = [given.tokens, given.queryTokens, given.keyTokens, ...(await Promise.all(stored))];
  return found.find((lists) => lists?.length && lists.every(Array.isArray))?.length ?? null;
}

const names = ['tokens', 'query_tokens', 'key_tokens'];

/**
 * The tokens of both sides: the author's, or those kept as `<array>.query_tokens`, or `query_tokens`, or `tokens`. One list
 * for both sides is both's where there are as many queries as keys, else the side's that it fits. Where layers grow by a
 * key, as a model's cache does while it writes, the list of the longest is everyone's: a layer's keys are its first tokens,
 * its queries the last of these. Of lists for each item of a batch, that of the shown item is taken.
 * @throws {AttnError} `wrong-token-count` where they fit no layer.
 */
export async function findTokens(file: TensorFile, array: string, search: TokenSearch): Promise<FoundTokens> {
  const { given, arrays, optional, batch } = search;
  const { sizes } = arrays;
  const unread = new Set<string>();
  const stored = async (name: string) => {
    try {
      return itemOf(await readTokens(file, name), arrays.items, batch);
    } catch (error) {
      // The plain arrays beside it are read all the same.
      if (AttnError.from(error).code !== 'pickled-array') throw error;
      unread.add(name);
      return null;
    }
  };
  const named = async (name: string) => (given.tokens ? null : stored(name));
  const common = itemOf(given.tokens, arrays.items, batch) ?? (await stored('tokens'));
  const grows = common !== null && isGrown(arrays, common.length);
  const found: (Tokens | null)[] = [];
  let misfit: AttnError | null = null;
  for (const axis of ['query', 'key'] as const) {
    const lengths = sizes.map((size) => size[2 + found.length]);
    const told = itemOf(given[`${axis}Tokens`], arrays.items, batch);
    const asked = told ?? (await named(`${array}.${axis}_tokens`));
    const own = asked ?? (await named(`${axis}_tokens`));
    const tokens = own ?? common;
    const fits = !tokens || lengths.includes(tokens.length) || (!own && grows);
    found.push(fits ? tokens : null);
    if (fits) continue;
    const expected = [...new Set(lengths)].join(', ');
    const error = new AttnError('wrong-token-count', { count: tokens.length, axis, expected });
    if (asked || (own && !optional)) throw error;
    if (!own) misfit ??= error;
  }
  if (misfit && !found.includes(common) && (given.tokens || !optional)) throw misfit;
  const [query, key] = found;
  const ofLayer = (layer: number): SideTokens => {
    const [, , queries, keys] = arrays.sizeOf(layer) ?? [0, 0, 0, 0];
    const part = (list: Tokens | null, length: number, from: number) => {
      if (list?.length === length) return list;
      return list && grows && list === common ? list.slice(from, from + length) : null;
    };
    return { query: part(query, queries, keys - queries), key: part(key, keys, 0) };
  };
  const { measure } = given;
  const orMeasured = (list: Tokens | null, count: number) =>
    list ?? (measure ? measuredPositions(measure, count) : null);
  const remarks = Array.from(unread, (name) => remark('unread-array', { name }));
  if (grows && found.includes(common)) remarks.push(remark('grown-tokens'));
  const first = sizes.length > 0 && grows && query === common ? sizes[0] : null;
  const longest = Math.max(...sizes.map((size) => size[3]));
  // Tokens of the whole source hold for its first layer.
  const ofFirst = first ? (query?.slice(first[3] - first[2], first[3]) ?? null) : query;
  return {
    query: orMeasured(ofFirst, sizes[0]?.[2] ?? 0),
    key: orMeasured(grows && key === common ? key.slice(0, longest) : key, longest),
    remarks,
    ofLayer(layer) {
      const [, , queries, keys] = arrays.sizeOf(layer) ?? [0, 0, 0, 0];
      const own = ofLayer(layer);
      return { query: orMeasured(own.query, queries), key: orMeasured(own.key, keys) };
    },
  };
}

/**
 * Whether layers differ in their size, or were written step by step, and the longest row of keys is of so many, of which every layer has
 * the first; or of one less, as the token that a model wrote last has been no key yet.
 */
function isGrown({ sizes, isWritten }: Pick<LayerArrays, 'sizes' | 'isWritten'>, count: number): boolean {
  const keys = sizes.map((size) => size[3]);
  const left = count - Math.max(...keys);
  const isWhole =
    left === 0 ? new Set(keys).size > 1 || isWritten : left === 1 && sizes.length > 1 && growsByItsQueries(sizes);
  return (isWhole || (isWritten && left === 1)) && sizes.every((size) => size[2] <= size[3]);
}

/** The list of one item of a batch, filled up to the longest; lists that are none of a batch are one after the other. */
function itemOf(lists: readonly (string | Tokens)[] | null | undefined, items: number, batch: number): Tokens | null {
  if (!lists) return null;
  const nested = lists.length > 0 && lists.every(Array.isArray);
  if (!nested || (lists.length !== items && lists.length !== 1)) return lists.flat() as Tokens;
  const own = lists as readonly Tokens[];
  const longest = Math.max(...own.map(({ length }) => length));
  const list = own.at(own.length === 1 ? 0 : batch) ?? [];
  return list.concat(new Array<string>(longest - list.length).fill(''));
}

/** A list of tokens, or lists of them, out of an array of text or numbers, or out of metadata that holds one as JSON. */
async function readTokens(file: TensorFile, name: string): Promise<readonly (string | Tokens)[] | null> {
  if (file.has(name)) {
    const array = await file.get(name);
    const list = array.dtype === 'string' ? array.values : numberTexts(array);
    const [rows, width] = array.shape;
    if (array.shape.length !== 2) return list;
    return Array.from({ length: rows }, (_, row) => list.slice(row * width, (row + 1) * width));
  }
  const text = file.metadata.get(name);
  if (text === undefined) return null;
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {}
  if (!Array.isArray(list))
    throw new AttnError('damaged', { url: file.url, ...reason`its ${name} are not a JSON list` });
  return list.map((item: unknown) => (Array.isArray(item) ? item.map(String) : String(item)));
}

/** Ids as text, 64-bit ones whole. */
function numberTexts(array: Tensor): Tokens {
  return array.bigints()?.map(String) ?? Array.from(array.float64(), String);
}
