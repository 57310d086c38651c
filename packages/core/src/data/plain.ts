import { AttnError } from '../errors.js';
import { elementCount, isIndex } from '../shape.js';
import { isBeyondFloat32 } from './beyond-float32.js';
import type { OpenOptions } from './attention.js';
import { hideFills } from './masked-scores.js';
import { isObject } from './formats/json-text.js';
import { isPictured } from './pictured.js';
import { remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';
import { kindIn, type TensorSource } from './tensor-source.js';

type Tokens = readonly string[];

/**
 * Attention as most pages give it: lists of numbers [query, key], [head, query, key] or [layer, head, query, key], or an array of
 * floats with such a shape.
 */
export interface PlainAttention {
  readonly shape: readonly number[];
  /** Row-major; of an array of floats a view, of lists a copy. */
  readonly values: Float32Array | Float64Array;
  /** `tokens`, `query_tokens` and `key_tokens`, where there are any. */
  readonly tokens: ReadonlyMap<string, Tokens>;
  /** Fields that are text, a number or a truth value, as text. */
  readonly metadata: ReadonlyMap<string, string>;
}

const tokenLists = /^(query_|key_)?tokens$/;
/** Names that change how values are read, or that stand for others. */
const telling = /^(axes|scale|attn)$|segments$|_text$|[^a-z_]/;

/**
 * Attention out of parsed JSON, or of what a script gives, where nothing but lists and floats has to be known to read it: a page
 * of it needs no other file, and waits for none. null for everything else, also for what is wrong, which `readValue` and `attention.ts` read in full.
 */
export function readPlain(value: unknown): PlainAttention | null {
  const fields = fieldsOf(value);
  const tokens = new Map<string, Tokens>();
  const metadata = new Map<string, string>();
  for (const [name, item] of Object.entries(fields)) {
    if (name === 'attention' || item === null || item === undefined) continue;
    if (telling.test(name)) return null;
    if (tokenLists.test(name)) {
      if (!Array.isArray(item) || !item.every((token) => typeof token === 'string')) return null;
      tokens.set(name, item);
    } else if (typeof item === 'object') return null;
    else metadata.set(name, String(item));
  }
  const found = floats(fields.attention) ?? numbers(fields.attention);
  return found && { ...found, tokens, metadata };
}

/** Arrays by name; an array of floats may have tokens and the like beside it. */
function fieldsOf(value: unknown): Record<string, unknown> {
  if (!isObject(value)) return { attention: value };
  const { shape, data, ...beside } = value;
  return ArrayBuffer.isView(data) ? { attention: { shape, data }, ...beside } : value;
}

type Values = Pick<PlainAttention, 'shape' | 'values'>;

/** Whether it is as many axes as one matrix has, or heads of them, or layers of those, and no two of them may be a picture's. */
const isPlainShape = (shape: readonly number[]) => shape.length > 1 && shape.length < 5 && !isPictured(shape);

/** Lists in lists. */
function numbers(list: unknown): Values | null {
  const shape: number[] = [];
  for (let first = list; Array.isArray(first); first = first[0]) shape.push(first.length);
  if (!isPlainShape(shape) || !isFull(list, shape)) return null;
  const values = new Float64Array(shape.reduce((product, length) => product * length));
  fill(values, list as unknown[], shape.length, 0);
  return { shape, values };
}

/** A `Float32Array` or `Float64Array` with a shape, its own or beside it: `{shape, data}`. */
function floats(given: unknown): Values | null {
  const { shape, data = given } = Object(given) as { shape?: readonly number[]; data?: unknown };
  if (!(data instanceof Float32Array || data instanceof Float64Array) || !Array.isArray(shape)) return null;
  const isFilled = data.length > 0 && elementCount(shape) === data.length;
  return isFilled && isPlainShape(shape) ? { shape, values: data } : null;
}

/** Whether lists of lists are of one length everywhere, and hold numbers; null stands for NaN. */
function isFull(list: unknown, [length, ...rest]: readonly number[]): boolean {
  if (!Array.isArray(list) || list.length !== length || length === 0) return false;
  for (const item of list) {
    if (rest.length > 0 ? !isFull(item, rest) : typeof item !== 'number' && item !== null) return false;
  }
  return true;
}

function fill(values: Float64Array, list: readonly unknown[], axes: number, from: number): number {
  let at = from;
  for (const item of list) {
    if (axes > 1) at = fill(values, item as unknown[], axes - 1, at);
    else values[at++] = (item as number | null) ?? NaN;
  }
  return at;
}

/** The plain attention of a file as a source; null where the file holds another kind, or the options ask for more. */
export function openPlain({ plain, url }: TensorFile, options: OpenOptions): TensorSource | null {
  const { array, axes, batch, span, grid, measure } = options;
  if (!plain || array || axes?.length || batch || span || grid || measure) return null;
  const [layers, heads, queries, keys] = [...Array(4 - plain.shape.length).fill(1), ...plain.shape] as number[];
  const found = plainTokens(plain.tokens, options, queries, keys);
  if (!found) return null;
  const size = queries * keys;
  const kind = kindIn(plain.metadata);
  let isRounded = false;
  return {
    kind,
    layers,
    heads: (layer) => (isIndex(layer, layers) ? heads : 0),
    shape: (layer) => (isIndex(layer, layers) ? [queries, keys] : [0, 0]),
    queryTokens: found[0],
    keyTokens: found[1],
    description: plain.metadata.get('description') ?? null,
    get remarks() {
      return isRounded ? [remark('beyond-float32')] : [];
    },
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      if (!isIndex(head, this.heads(layer))) throw new AttnError('no-head', { layer, head, url, layers, heads });
      const start = (layer * heads + head) * size;
      const values = plain.values.subarray(start, start + size);
      const exact = values instanceof Float32Array;
      isRounded ||= !exact && isBeyondFloat32(values);
      const floats = exact ? values : new Float32Array(values);
      return kind === 'scores' ? hideFills(floats) : floats;
    },
  };
}

/** Tokens of queries and keys, by the rules of `findTokens`; null where some fit nowhere. */
function plainTokens(
  tokens: ReadonlyMap<string, Tokens>,
  given: OpenOptions,
  queries: number,
  keys: number,
): readonly [Tokens | null, Tokens | null] | null {
  const { tokens: listed } = given;
  if (![listed, given.queryTokens, given.keyTokens].every(isFlat)) return null;
  const common = (listed ?? tokens.get('tokens') ?? null) as Tokens | null;
  const named = (name: string) => (given.tokens ? null : tokens.get(name));
  const own = [given.queryTokens ?? named('query_tokens'), given.keyTokens ?? named('key_tokens')] as (Tokens | null)[];
  const fits = (list: Tokens | null | undefined, count: number) => (list?.length === count ? list : null);
  const found = [fits(own[0] ?? common, queries), fits(own[1] ?? common, keys)] as const;
  const isLost = own.some((list, side) => list && !found[side]);
  const isMisfit = common && own.some((list, side) => !list && !found[side]) && !found.includes(common);
  return isLost || isMisfit ? null : found;
}

const isFlat = (list?: readonly (string | Tokens)[] | null) => !list?.some(Array.isArray);
