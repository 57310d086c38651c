import { AttnError } from '../errors.js';
import { type Shape, type Tensor, wrongShape } from '../tensor.js';
import { type AxisRules, arrange, isIndex } from './axes.js';
import { type ApplyMask, readMask } from './mask.js';
import type { TensorFile } from './tensor-file.js';
import type { TensorSource } from './tensor-source.js';
import { findTokens, type GivenTokens } from './token-lists.js';

export interface OpenOptions extends GivenTokens {
  /** The name of the array; absent: `attention`, else `weights`, else `scores`, else the only one. */
  readonly array?: string | null;
  /** The names of the array's axes, which stand before the file's own and the general rule. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis. */
  readonly batch?: number | null;
  /** Whether an array of one axis is read as the weights of one query, and not refused. */
  readonly vectors?: boolean;
}

// Arrays that stand beside attention and are never it, unless they are asked for.
const besides =
  /^(mask|queries|keys|scale|regions|source_image|score_(weight|query_weight|key_weight|vector))$|\btokens$|_tokens$/;

/** As `open-attention.ts` says it, for every file. */
export async function openAttention(file: TensorFile, options: OpenOptions = {}): Promise<TensorSource> {
  const name = options.array || (await mainArray(file, options.vectors ? 1 : 2));
  const axes = options.axes?.length ? options.axes : file.metadata.get('axes');
  const rules = { name, axes, batch: options.batch, isVector: options.vectors };
  const parts = await readParts(file, name, rules);
  // One array holds all layers, or each holds one.
  const single = parts.length === 1;
  const sizes = parts.map(({ shape }) => shape);
  const layers = single ? sizes[0][0] : parts.length;
  const sizeOf = (layer: number) => (isIndex(layer, layers) ? sizes[single ? 0 : layer] : [0, 0, 0, 0]);

  // What is said of the file's attention need not hold for another array that the author names.
  const optional = Boolean(options.array) && name !== 'attention';
  const mask = name === 'mask' ? null : await openMask(file, rules, layers, sizes, optional);
  const [queryTokens, keyTokens] = await findTokens(file, name, options, sizes, optional);
  const isScores = file.metadata.get('kind') === 'scores' || name.startsWith('scores');
  const scale = await readScale(file);
  return {
    kind: isScores ? 'scores' : 'weights',
    layers,
    heads: (layer) => sizeOf(layer)[1],
    shape: (layer) => [sizeOf(layer)[2], sizeOf(layer)[3]],
    queryTokens,
    keyTokens,
    description: file.metadata.get('description') ?? null,
    async slice(layer, head, signal) {
      signal?.throwIfAborted();
      if (!isIndex(head, sizeOf(layer)[1])) {
        const heads = Math.max(...sizes.map((size) => size[1]));
        throw new AttnError('no-head', { layer, head, url: file.url, layers, heads });
      }
      const part = single ? parts[0].slice(layer, head) : parts[layer].slice(0, head);
      const factor = scale ?? (part.dtype === 'uint8' && !isScores ? 1 / 255 : 1);
      const values = part.float32();
      const scaled = factor === 1 ? values : values.map((value) => value * factor);
      return mask ? mask(scaled, layer, head) : scaled;
    },
  };
}

/** The name of the array that is meant where none is named: of those without a known name, the only one of so many axes. */
async function mainArray(file: TensorFile, axes: number): Promise<string> {
  const { names, url } = file;
  for (const name of ['attention', 'weights', 'scores']) if (file.has(name) || file.has(`${name}.0`)) return name;
  const isOnly = names.length === 1;
  const found: string[] = [];
  let failure: unknown;
  for (const name of names) {
    if (!isOnly && besides.test(name)) continue;
    try {
      const { dtype, shape } = await file.get(name);
      if (dtype !== 'string' && (isOnly || shape.length >= axes)) found.push(name);
    } catch (error) {
      failure ??= error;
    }
  }
  if (found.length === 1) return found[0];
  if (!found.length && failure) throw failure;
  const code = found.length ? 'ambiguous-array' : 'no-array';
  throw new AttnError(code, { name: 'attention', url, names: names.join(', ') });
}

/** The file's mask, null where it has none or has one for another array. */
export async function openMask(
  file: TensorFile,
  rules: AxisRules,
  layers: number,
  sizes: readonly Shape[],
  optional: boolean,
): Promise<ApplyMask | null> {
  return file.has('mask') ? readMask(await readNumbers(file, 'mask'), rules, layers, sizes, optional) : null;
}

/** Arrays [layer, head, query, key]: one, or one a layer of a tuple `name.0`, `name.1`, … */
export async function readParts(file: TensorFile, name: string, rules: AxisRules): Promise<Tensor[]> {
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

export async function readNumbers(file: TensorFile, name: string): Promise<Tensor> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, 'it holds text');
  return array;
}

/** What stored values are multiplied with; null where the file says nothing. */
async function readScale(file: TensorFile): Promise<number | null> {
  const inArray = async () => (file.has('scale') ? (await readNumbers(file, 'scale')).float64()[0] : null);
  const found = file.metadata.get('scale') ?? (await inArray());
  if (found === null) return null;
  const scale = Number(found);
  if (!Number.isFinite(scale)) throw new AttnError('damaged', { url: file.url, what: 'its scale is not a number' });
  return scale;
}
