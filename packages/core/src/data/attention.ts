import { AttnError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import { type AxisRules, arrange, wrongShape } from './axes.js';
import { readMask } from './mask.js';
import type { TensorFile } from './tensor-file.js';
import type { SourceKind, TensorSource } from './tensor-source.js';
import { findTokens, type GivenTokens } from './token-lists.js';

export interface OpenOptions extends GivenTokens {
  /** The name of the array; absent: `attention`, else `weights`, else `scores`, else the only one. */
  readonly array?: string | null;
  /** The names of the array's axes, which stand before the file's own and the general rule. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis. */
  readonly batch?: number | null;
}

// Arrays that stand beside attention and are never it, unless they are asked for.
const besides = /^(mask|queries|keys|scale|source_image)$|\btokens$|_tokens$/;

/** Finds the attention in a file and how its axes, tokens and mask are to be read. */
export async function openAttention(file: TensorFile, options: OpenOptions = {}): Promise<TensorSource> {
  const name = options.array || (await mainArray(file));
  const axes = options.axes?.length ? options.axes : file.metadata.get('axes');
  const rules = { name, axes, batch: options.batch };
  const parts = await readParts(file, name, rules);
  // One array holds all layers, or each holds one.
  const single = parts.length === 1;
  const layers = single ? parts[0].shape[0] : parts.length;
  const isLayer = (layer: number) => Number.isInteger(layer) && layer >= 0 && layer < layers;
  const partOf = (layer: number) => (isLayer(layer) ? parts[single ? 0 : layer] : null);
  const heads = (layer: number) => partOf(layer)?.shape[1] ?? 0;
  const sizes = parts.map(({ shape }) => shape);
  const shapes = sizes.map(([, , queries, keys]) => [queries, keys] as const);

  // What is said of the file's attention need not hold for another array that the author names.
  const optional = Boolean(options.array) && name !== 'attention';
  const hasMask = file.has('mask') && name !== 'mask';
  const mask = hasMask ? readMask(await readNumbers(file, 'mask'), rules, layers, sizes, optional) : null;
  const [queryTokens, keyTokens] = await findTokens(file, name, options, shapes, optional);
  const kind: SourceKind = file.metadata.get('kind') === 'scores' || name.startsWith('scores') ? 'scores' : 'weights';
  const scale = await readScale(file);
  return {
    kind,
    layers,
    heads,
    shape: (layer) => shapes[single ? 0 : layer] ?? [0, 0],
    queryTokens,
    keyTokens,
    description: file.metadata.get('description') ?? null,
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      const part = partOf(layer);
      if (!part || !Number.isInteger(head) || head < 0 || head >= part.shape[1]) {
        const most = Math.max(...sizes.map((size) => size[1]));
        throw new AttnError('no-head', { layer, head, url: file.url, layers, heads: most });
      }
      let values = part.slice(single ? layer : 0, head).float32();
      if (scale !== null) values = values.map((value) => value * scale);
      else if (part.dtype === 'uint8' && kind === 'weights') values = values.map((value) => value / 255);
      return mask ? mask(values, layer, head) : values;
    },
  };
}

/** The name of the array that is meant where none is named. */
async function mainArray(file: TensorFile): Promise<string> {
  for (const name of ['attention', 'weights', 'scores']) if (file.has(name) || file.has(`${name}.0`)) return name;
  const found: string[] = [];
  const matrices: string[] = [];
  let failure: unknown;
  for (const name of file.names) {
    if (file.names.length > 1 && besides.test(name)) continue;
    try {
      const array = await file.get(name);
      if (array.dtype === 'string') continue;
      found.push(name);
      if (array.shape.length > 1) matrices.push(name);
    } catch (error) {
      failure ??= error;
    }
  }
  if (!found.length && failure) throw failure;
  const candidates = found.length > 1 ? matrices : found;
  if (candidates.length === 1) return candidates[0];
  const details = { name: 'attention', url: file.url, names: file.names.join(', ') };
  throw new AttnError(candidates.length ? 'ambiguous-array' : 'no-array', details);
}

/** Arrays [layer, head, query, key]: one, or one a layer of a tuple `name.0`, `name.1`, … */
async function readParts(file: TensorFile, name: string, rules: AxisRules): Promise<Tensor[]> {
  const isLayer = (other: string) => other.startsWith(`${name}.`) && /^\d+$/.test(other.slice(name.length + 1));
  const count = file.has(name) ? 0 : file.names.filter(isLayer).length;
  if (!count) return [arrange(await readNumbers(file, name), rules)];
  const parts: Tensor[] = [];
  while (parts.length < count) {
    const part = `${name}.${parts.length}`;
    parts.push(arrange(await readNumbers(file, part), { ...rules, name: part, isLayer: true }));
  }
  return parts;
}

async function readNumbers(file: TensorFile, name: string): Promise<Tensor> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, 'it holds text, not numbers');
  return array;
}

/** What stored values are multiplied with; null where the file says nothing. */
async function readScale(file: TensorFile): Promise<number | null> {
  const text =
    file.metadata.get('scale') ?? (file.has('scale') ? (await readNumbers(file, 'scale')).float64()[0] : null);
  if (text === null) return null;
  const scale = Number(text);
  if (!Number.isFinite(scale)) throw new AttnError('damaged', { url: file.url, what: 'its scale is not a number' });
  return scale;
}
