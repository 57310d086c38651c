import { AttnError } from '../errors.js';
import { isIndex } from './axes.js';
import type { OpenOptions } from './attention.js';
import { isObject } from './formats/json-text.js';
import type { TensorFile } from './tensor-file.js';
import type { TensorSource } from './tensor-source.js';

type Tokens = readonly string[];

/** Attention as most pages give it: lists of numbers [query, key], [head, query, key] or [layer, head, query, key]. */
export interface PlainAttention {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float64Array;
  /** `tokens`, `query_tokens` and `key_tokens`, where there are any. */
  readonly tokens: ReadonlyMap<string, Tokens>;
  /** What else is text, a number or a truth value. */
  readonly metadata: ReadonlyMap<string, string>;
}

const tokenLists = /^(query_|key_)?tokens$/;
/** Names that change how values are read, or that stand for others. */
const telling = /^(axes|scale|attn)$|_text$|[^a-z_]/;

/**
 * Attention out of parsed JSON, or of what a script gives, where nothing but lists has to be known to read it: a page of it needs no
 * other file. null for everything else, also for what is wrong, which `readValue` and `attention.ts` read in full.
 */
export function readPlain(value: unknown): PlainAttention | null {
  const fields = isObject(value) ? value : { attention: value };
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
  const shape: number[] = [];
  for (let first = fields.attention; Array.isArray(first); first = first[0]) shape.push(first.length);
  if (shape.length < 2 || shape.length > 4 || !isFull(fields.attention, shape)) return null;
  const values = new Float64Array(shape.reduce((product, length) => product * length));
  fill(values, fields.attention as unknown[], shape.length, 0);
  return { shape, values, tokens, metadata };
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
  if (!plain || options.array || options.axes?.length || options.batch) return null;
  const [layers, heads, queries, keys] = [...Array(4 - plain.shape.length).fill(1), ...plain.shape] as number[];
  const found = plainTokens(plain.tokens, options, queries, keys);
  if (!found) return null;
  const size = queries * keys;
  return {
    kind: plain.metadata.get('kind') === 'scores' ? 'scores' : 'weights',
    layers,
    heads: (layer) => (isIndex(layer, layers) ? heads : 0),
    shape: (layer) => (isIndex(layer, layers) ? [queries, keys] : [0, 0]),
    queryTokens: found[0],
    keyTokens: found[1],
    description: plain.metadata.get('description') ?? null,
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      if (!isIndex(head, this.heads(layer))) throw new AttnError('no-head', { layer, head, url, layers, heads });
      const start = (layer * heads + head) * size;
      return new Float32Array(plain.values.subarray(start, start + size));
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
  const common = given.tokens ?? tokens.get('tokens') ?? null;
  const named = (name: string) => (given.tokens ? null : tokens.get(name));
  const own = [given.queryTokens ?? named('query_tokens'), given.keyTokens ?? named('key_tokens')];
  const fits = (list: Tokens | null | undefined, count: number) => (list?.length === count ? list : null);
  const found = [fits(own[0] ?? common, queries), fits(own[1] ?? common, keys)] as const;
  const isLost = own.some((list, side) => list && !found[side]);
  const isMisfit = common && own.some((list, side) => !list && !found[side]) && !found.includes(common);
  return isLost || isMisfit ? null : found;
}
