import { reason } from '../../errors.js';
import { damaged } from '../formats/format.js';
import type { OpenOptions } from '../attention.js';
import { remark } from '../remark.js';
import type { TensorFile } from '../tensor-file.js';
import type { SmallerSource, TensorSource } from '../tensor-source.js';
import type { SideTokens } from '../token-lists.js';

type Open = (file: TensorFile, options: OpenOptions) => Promise<TensorSource>;

/** Cells that are read for one matrix, and for a grid of many together. */
const ONE = 2 ** 22;
const TOGETHER = 2 ** 21;

/**
 * A source with the smaller ones that its file keeps beside it. Where one attention does not fit the others' layers and heads, it is damaged.
 * @throws {AttnError} `damaged`, or why an array cannot be read
 */
export async function withLevels(
  whole: TensorSource,
  file: TensorFile,
  options: OpenOptions,
  open: Open,
): Promise<TensorSource> {
  const levels: SmallerSource[] = [];
  // Tokens stand for the queries and keys of the whole.
  const own = { ...options, array: 'attention', tokens: null, queryTokens: null, keyTokens: null, measure: null };
  const source: TensorSource = { ...whole, smaller: levels, atOnce: (heads) => largestOf([source, ...levels], heads) };
  Object.defineProperty(source, 'remarks', { get: () => whole.remarks });
  for (const level of file.levels) levels.push(smaller(source, await open(level, own), file));
  return source;
}

/** The first that has no more cells than are read at once; the last where none has. */
function largestOf(sources: readonly TensorSource[], heads: ReadonlyMap<number, number>): TensorSource {
  let count = 0;
  for (const each of heads.values()) count += each;
  const cells = (source: TensorSource) =>
    [...heads].reduce((sum, [layer, each]) => {
      const [queries, keys] = source.shape(layer);
      return sum + each * queries * keys;
    }, 0);
  return sources.find((source) => cells(source) <= (count > 1 ? TOGETHER : ONE)) ?? sources[sources.length - 1];
}

function smaller(whole: TensorSource, level: TensorSource, { url, reduce }: TensorFile): SmallerSource {
  const layers = Array.from({ length: whole.layers }, (_, layer) => layer);
  const isAlike = level.layers === whole.layers && layers.every((layer) => level.heads(layer) === whole.heads(layer));
  const factorsOf = (layer: number) => {
    const [size, own] = [whole.shape(layer), level.shape(layer)];
    // A level may leave out what does not fill a cell.
    return size.map((length, side) => Math.max(1, Math.round(length / own[side]))) as [number, number];
  };
  const first = layers.find((layer) => whole.heads(layer) > 0) ?? 0;
  const factors = factorsOf(first);
  const isSmaller = layers.every(
    (layer) => whole.heads(layer) === 0 || factorsOf(layer).every((factor, side) => factor === factors[side]),
  );
  if (!isAlike || !isSmaller)
    throw damaged({ url, limit: 0 }, reason`a level of its pyramid does not fit the attention`);
  const tokensOf = (layer: number): SideTokens => {
    const [size, own] = [whole.shape(layer), level.shape(layer)];
    const [query, key] = factors.map((factor, side) =>
      Array.from({ length: own[side] }, (_, at) =>
        spanOf(at * factor, at === own[side] - 1 ? size[side] : (at + 1) * factor),
      ),
    );
    return { query, key };
  };
  const { query, key } = tokensOf(first);
  const code = reduce === 'max' ? 'overview-max' : reduce === 'mean' ? 'overview-mean' : 'overview';
  return {
    kind: level.kind,
    layers: level.layers,
    heads: (layer) => level.heads(layer),
    shape: (layer) => level.shape(layer),
    queryTokens: query,
    keyTokens: key,
    layerTokens: tokensOf,
    description: whole.description,
    isOverview: true,
    whole,
    factors,
    get remarks() {
      return [...(whole.remarks ?? []), remark(code, { queries: factors[0], keys: factors[1] })];
    },
    slice: (layer, head, signal) => level.slice(layer, head, signal),
  };
}

/** Name of several positions. */
const spanOf = (from: number, end: number) => (end - from === 1 ? String(from) : `${from}–${end - 1}`);
