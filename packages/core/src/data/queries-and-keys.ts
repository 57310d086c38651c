import { AttnError, reason } from '../errors.js';
import { isIndex, type Shape, wrongShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { chooseArrays, hasArrays } from './array-names.js';
import type { OpenOptions } from './attention.js';
import { exampleIn } from './examples.js';
import { readLayers, readNumbers } from './layer-arrays.js';
import { openMask } from './mask.js';
import { paddingBeside, type PaddingOf } from './padding.js';
import type { Remark } from './remark.js';
import { readSegments } from './read-segments.js';
import type { SideSegments } from './segments.js';
import type { TensorFile } from './tensor-file.js';
import { findTokens, type SideTokens, tokenItems } from './token-lists.js';
import { type ValuesOf, valuesBeside } from './values.js';

/** Parameters of the learned scores of a file; all heads and layers share them. null where the file has none. */
export interface ScoreParameters {
  /** `score_weight` [query width, key width], of the bilinear score. */
  readonly weight: Tensor | null;
  /** `score_query_weight` [query width, hidden], `score_key_weight` [key width, hidden] and `score_vector` [hidden], of the additive one. */
  readonly additive: { readonly queryWeight: Tensor; readonly keyWeight: Tensor; readonly vector: Tensor } | null;
}

/** Queries and keys out of a file, from which attention is computed: one head at a time, as a `TensorSource` gives weights. */
export interface QueriesAndKeys {
  readonly layers: number;
  /** Query heads of a layer. */
  heads(layer: number): number;
  shape(layer: number): readonly [queries: number, keys: number];
  readonly queryTokens: readonly string[] | null;
  readonly keyTokens: readonly string[] | null;
  readonly description: string | null;
  /** Suppositions made when the file was read. */
  readonly remarks: readonly Remark[];
  /** Tokens of one layer. */
  layerTokens(layer: number): SideTokens;
  /** Segments of a layer's sequences; absent where the file names none. */
  segments?(layer: number): SideSegments;
  /** Value vectors [keys, width] of one head; absent where the file has none. */
  readonly values?: ValuesOf;
  /** Keys of a layer that are padding; absent where nothing says so. */
  readonly padding?: PaddingOf;
  readonly parameters: ScoreParameters;
  /** Whether queries and keys are equally wide everywhere, as all but the learned scores need it. */
  readonly isOneWidth: boolean;
  /**
   * Query [queries, width] and key [keys, key width] of one query head; with fewer key heads each is shared by as many.
   * @throws {AttnError} `no-head`
   */
  head(layer: number, head: number): { readonly query: Tensor; readonly key: Tensor };
  /**
   * Row-major [queries, keys]: 0 where the file's mask forbids. null where it has none.
   * @throws {AttnError} `no-head`
   */
  allowed(layer: number, head: number): Uint8Array | null;
}

// Stored attention stands before what it could be computed from.
const stored = ['attention', 'weights', 'scores'];

/**
 * The queries and keys of a file where they are what is to be shown: there is no attention and there are no scores beside
 * them, or the author asks for `queries`. null for any other file.
 * @throws {AttnError} `wrong-shape`, `wrong-token-count`, `no-array`
 */
export async function openQueriesAndKeys(whole: TensorFile, given: OpenOptions = {}): Promise<QueriesAndKeys | null> {
  const { file, batch, remarks } = exampleIn(whole, given.batch);
  const options = { ...given, batch };
  const isAsked = options.array === 'queries';
  const hasBoth = hasArrays(file, 'queries') && hasArrays(file, 'keys');
  const isAlone = !options.array && hasBoth && !stored.some((name) => hasArrays(file, name));
  if (!isAsked && !isAlone) return null;
  const axes = options.axes?.length ? options.axes : isAlone ? file.metadata.get('axes') : null;
  const items = await tokenItems(file, options);
  const matrix = ['token', 'width'] as const;
  const read = async (name: string) =>
    readLayers(
      file,
      await chooseArrays(file, name, 2),
      { name, axes, batch: options.batch, items, matrix },
      readNumbers,
    );
  const [queries, keys] = [await read('queries'), await read('keys')];
  const { layers } = queries;
  if (keys.layers !== layers) throw wrongShape('keys', keys.sizes[0], reason`the queries have ${layers} layers`);
  const numbers = Array.from({ length: layers }, (_, layer) => layer).filter((layer) => queries.sizeOf(layer));
  const sizeOf = (layer: number) => {
    const [query, key] = [queries.sizeOf(layer), keys.sizeOf(layer)];
    return query && key && sizeOfWeights(query, key, layers);
  };
  const sizes = numbers.map((layer) => {
    const size = sizeOf(layer);
    if (!size) throw wrongShape('keys', keys.sizes[0], reason`layer ${layer} of the queries has none`);
    return size;
  });
  const widths = numbers.map((layer) => [queries.sizeOf(layer)![3], keys.sizeOf(layer)![3]]);
  const parameters = await readParameters(file, widths);
  const isOneWidth = widths.every(([query, key]) => query === key);
  if (!isOneWidth && !parameters.weight && !parameters.additive) {
    const what = reason`the queries are ${widths[0][0]} wide, and only score_weight or score_vector and its weights could compare them`;
    throw wrongShape('keys', keys.sizes[0], what);
  }
  const arrays = { ...queries, sizes, sizeOf };
  const masking = { batch: options.batch, sense: options.maskSense, optional: isAsked };
  const mask = await openMask(file, masking, arrays);
  const search = { given: options, arrays, optional: isAsked, batch: options.batch ?? 0 };
  const tokens = await findTokens(file, 'queries', search);
  const segments = await readSegments(file, arrays, options);
  const size = (layer: number) => sizeOf(layer) ?? [0, 0, 0, 0];
  const requireHead = (layer: number, head: number) => {
    if (isIndex(head, size(layer)[1])) return;
    const heads = Math.max(...sizes.map((other) => other[1]));
    throw new AttnError('no-head', { layer, head, url: file.url, layers, heads });
  };
  return {
    layers,
    heads: (layer) => size(layer)[1],
    shape: (layer) => [size(layer)[2], size(layer)[3]],
    queryTokens: tokens.query,
    keyTokens: tokens.key,
    layerTokens: tokens.ofLayer,
    ...(segments && { segments }),
    padding: paddingBeside(file, masking, arrays),
    values: valuesBeside(file, 'queries', { axes, batch: options.batch, items }, arrays),
    description: file.metadata.get('description') ?? null,
    remarks: [...remarks, ...queries.remarks, ...(mask?.remarks ?? []), ...tokens.remarks],
    parameters,
    isOneWidth,
    head(layer, head) {
      requireHead(layer, head);
      const shared = size(layer)[1] / keys.sizeOf(layer)![1];
      return { query: queries.part(layer, head), key: keys.part(layer, Math.floor(head / shared)) };
    },
    allowed(layer, head) {
      requireHead(layer, head);
      return mask?.allowed(layer, head) ?? null;
    },
  };
}

/** [layer, head, query, key] of the weights that arrays [layer, head, token, width] give. */
function sizeOfWeights(query: Shape, key: Shape, layers: number): Shape {
  const [, heads, queries] = query;
  const [, keyHeads, keys] = key;
  if (heads % keyHeads !== 0) {
    throw wrongShape('keys', key, reason`its ${keyHeads} heads do not divide the ${heads} heads of the queries`);
  }
  return [layers, heads, queries, keys];
}

/** @param widths of query and key, of each layer that may differ */
async function readParameters(file: TensorFile, widths: readonly (readonly number[])[]): Promise<ScoreParameters> {
  const read = async (name: string, needed: (width: readonly number[]) => readonly (number | null)[]) => {
    if (!file.has(name)) return null;
    const array = await readNumbers(file, name);
    for (const width of widths) {
      const shape = needed(width);
      const fits =
        shape.length === array.shape.length && shape.every((n, axis) => (n ?? array.shape[axis]) === array.shape[axis]);
      if (!fits) throw wrongShape(name, array.shape, reason`[${shape.map((n) => n ?? 'hidden').join(', ')}] is needed`);
    }
    return array;
  };
  const weight = await read('score_weight', (width) => width);
  const vector = await read('score_vector', () => [null]);
  const hidden = vector?.shape[0] ?? null;
  const queryWeight = await read('score_query_weight', ([width]) => [width, hidden]);
  const keyWeight = await read('score_key_weight', ([, width]) => [width, hidden]);
  return { weight, additive: queryWeight && keyWeight && vector ? { queryWeight, keyWeight, vector } : null };
}
