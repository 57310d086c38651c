import { AttnError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import { type AxisRules, arrange, wrongShape } from './axes.js';
import { Mask } from './mask.js';
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
const besides = ['mask', 'queries', 'keys', 'query_tokens', 'key_tokens', 'tokens', 'scale', 'source_image'];

/** Finds the attention in a file and how its axes, tokens and mask are to be read. */
export async function openAttention(file: TensorFile, options: OpenOptions = {}): Promise<TensorSource> {
  const name = options.array || (await mainArray(file));
  const axes = options.axes?.length ? options.axes : file.metadata.get('axes');
  const layers = await readLayers(file, name, { name, axes, batch: options.batch });
  const sizes = layers.map((layer) => layer.shape);
  for (const size of sizes) if (size.includes(0)) throw wrongShape(name, size, 'it has no values');
  const shapes = sizes.map((size) => [size[2], size[3]] as const);

  const maskRules = { name: 'mask', axes, batch: options.batch };
  const mask = file.has('mask') && name !== 'mask' ? await readMask(file, maskRules, sizes) : null;
  // What is said of the file's attention need not hold for an array that the author names.
  const optional = Boolean(options.array) && name !== 'attention';
  const [queryTokens, keyTokens] = await findTokens(file, name, options, shapes, optional);
  const kind: SourceKind = file.metadata.get('kind') === 'scores' || name.startsWith('scores') ? 'scores' : 'weights';
  const scale = await readScale(file);
  const heads = (layer: number) => sizes[layer]?.[1] ?? 0;
  return {
    kind,
    layers: layers.length,
    heads,
    shape: (layer) => shapes[layer] ?? [0, 0],
    queryTokens,
    keyTokens,
    description: file.metadata.get('description') ?? null,
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      if (!Number.isInteger(head) || head < 0 || head >= heads(layer)) {
        const most = Math.max(...sizes.map((size) => size[1]));
        throw new AttnError('no-head', { layer, head, url: file.url, layers: layers.length, heads: most });
      }
      const tensor = layers[layer];
      let values = tensor.slice(0, head).float32();
      if (scale !== null) values = values.map((value) => value * scale);
      else if (tensor.dtype === 'uint8' && kind === 'weights') values = values.map((value) => value / 255);
      return mask ? mask.apply(values, layer, head, shapes[layer][1]) : values;
    },
  };
}

/** The name of the array that is meant where none is named. */
async function mainArray(file: TensorFile): Promise<string> {
  for (const name of ['attention', 'weights', 'scores']) if (file.has(name) || file.has(`${name}.0`)) return name;
  const candidates: { name: string; rank: number }[] = [];
  let failure: unknown = null;
  const lone = file.names.length === 1;
  for (const name of file.names) {
    if (!lone && (besides.includes(name) || /\.(query|key)_tokens$/.test(name))) continue;
    try {
      const array = await file.get(name);
      if (array.dtype !== 'string') candidates.push({ name, rank: array.shape.length });
    } catch (error) {
      failure ??= error;
    }
  }
  if (!candidates.length && failure) throw failure;
  const matrices = candidates.length > 1 ? candidates.filter(({ rank }) => rank > 1) : candidates;
  if (matrices.length === 1) return matrices[0].name;
  const names = file.names.join(', ');
  if (matrices.length) throw new AttnError('ambiguous-array', { url: file.url, names });
  throw new AttnError('no-array', { name: 'attention', url: file.url, names });
}

/** An array [1, head, query, key] a layer: of one array, or of a tuple `name.0`, `name.1`, … */
async function readLayers(file: TensorFile, name: string, rules: AxisRules): Promise<Tensor[]> {
  const numbered = new RegExp(`^${name.replace(/[^\w]/g, '\\$&')}\\.\\d+$`);
  const count = file.has(name) ? 0 : file.names.filter((other) => numbered.test(other)).length;
  if (!count) {
    const all = arrange(await readNumbers(file, name), rules);
    return Array.from({ length: all.shape[0] }, (_, layer) => all.range(layer, layer + 1));
  }
  const layers: Tensor[] = [];
  for (let layer = 0; layer < count; layer++) {
    const part = `${name}.${layer}`;
    layers.push(arrange(await readNumbers(file, part), { ...rules, name: part, isLayer: true }));
  }
  return layers;
}

async function readNumbers(file: TensorFile, name: string): Promise<Tensor> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, 'it holds text, not numbers');
  return array;
}

async function readMask(file: TensorFile, rules: AxisRules, sizes: readonly (readonly number[])[]): Promise<Mask> {
  return new Mask(await readNumbers(file, 'mask'), rules, sizes);
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
