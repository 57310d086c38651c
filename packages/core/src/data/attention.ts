import { AttnError, reason } from '../errors.js';
import { lazy } from '../lazy.js';
import { isIndex, wrongShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { chooseArrays } from './array-names.js';
import { holdsBeyondFloat32 } from './beyond-float32.js';
import { readLayers, readNumbers, viewNumbers } from './layer-arrays.js';
import { openMask, paddedItems } from './mask.js';
import type { MaskSense } from './mask-sense.js';
import { exampleIn } from './examples.js';
import { hideFills } from './masked-scores.js';
import { paddingBeside } from './padding.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';
import { type GivenPatches, readSegments } from './read-segments.js';
import { kindIn, type TensorSource } from './tensor-source.js';
import { findTokens, type GivenTokens, tokenItems } from './token-lists.js';
import { valuesBeside } from './values.js';

export interface OpenOptions extends GivenTokens, GivenPatches {
  /** The name of the array, or what the names of its layers begin with; absent: `attention`, else `weights`, else `scores`, else the only one. */
  readonly array?: string | null;
  /** The names of the array's axes, which stand before the file's own and the general rule. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis. */
  readonly batch?: number | null;
  /** Sense of the mask: it marks what may be attended, which is the rule, or what is hidden. */
  readonly maskSense?: MaskSense | null;
  /** Whether an array of one axis is read as the weights of one query, and not refused. */
  readonly vectors?: boolean;
}

/** Names of arrays that single cells are stored with. */
const saysCells = ['indices', 'edge_index', 'row'];

const zarr = () => lazy(() => import('./zarr/index.js'));

const sparse = () => lazy(() => import('./sparse.js'));

/** As `open-attention.ts` says it, for every file. */
export async function openAttention(whole: TensorFile, given: OpenOptions = {}): Promise<TensorSource> {
  const { file, batch, remarks } = exampleIn(whole, given.batch);
  const dense = saysCells.some((name) => file.has(name))
    ? await (await sparse()).denseFile(file, given.array || null)
    : null;
  const options = { ...given, batch, ...(dense && { array: null }) };
  const opened = await openOne(dense?.file ?? file, options);
  const source = file.levels.length > 0 ? await (await zarr()).withLevels(opened, file, options, openOne) : opened;
  const first = [...remarks, ...(dense?.remarks ?? [])];
  if (first.length === 0) return source;
  return {
    ...source,
    isSparse: dense !== null,
    get remarks() {
      return [...first, ...(source.remarks ?? [])];
    },
  };
}

async function openOne(file: TensorFile, options: OpenOptions): Promise<TensorSource> {
  const chosen = await chooseArrays(file, options.array || null, options.vectors ? 1 : 2);
  const { name } = chosen;
  const axes = options.axes?.length ? options.axes : file.metadata.get('axes');
  const shape = chosen.layers ? [] : (await viewNumbers(file, name)).shape;
  const items = (await tokenItems(file, options)) ?? (await paddedItems(file, shape, options.maskSense));
  const rules = { name, axes, batch: options.batch, isVector: options.vectors, items };
  const arrays = await readLayers(file, chosen, rules);
  const { layers, sizes, sizeOf } = arrays;

  // The file's word on its attention need not hold for another array that the author names.
  const optional = Boolean(options.array) && name !== 'attention';
  const kind = /scores|logits/.test(name) ? 'scores' : kindIn(file.metadata);
  const isScores = kind === 'scores';
  const masking = { axes, batch: options.batch, sense: options.maskSense, isScores, optional };
  const mask = name === 'mask' ? null : await openMask(file, masking, arrays);
  const tokens = await findTokens(file, name, { given: options, arrays, optional, batch: options.batch ?? 0 });
  const segments = await readSegments(file, arrays, options);
  const scale = await readScale(file);
  const remarks: Remark[] = [...chosen.remarks, ...arrays.remarks, ...(mask?.remarks ?? []), ...tokens.remarks];
  let isRounded = false;
  const partOf = (layer: number, head: number) => {
    const size = sizeOf(layer);
    if (size && isIndex(head, size[1])) return arrays.part(layer, head);
    const heads = Math.max(...sizes.map((other) => other[1]));
    throw new AttnError('no-head', { layer, head, url: file.url, layers, heads });
  };
  const readPart = async (part: Tensor, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    const read = await part.here(signal);
    isRounded ||= holdsBeyondFloat32(read);
    const factor = scale ?? (read.dtype === 'uint8' && !isScores ? 1 / 255 : 1);
    const values = read.float32();
    const scaled = factor === 1 ? values : values.map((value) => value * factor);
    return isScores ? hideFills(scaled) : scaled;
  };
  // What hides scores is found in all of a head.
  const hasWindow = !mask && !isScores;
  const source: TensorSource = {
    kind,
    layers,
    heads: (layer) => sizeOf(layer)?.[1] ?? 0,
    shape: (layer) => {
      const [, , queries, keys] = sizeOf(layer) ?? [0, 0, 0, 0];
      return [queries, keys];
    },
    queryTokens: tokens.query,
    keyTokens: tokens.key,
    layerTokens: tokens.ofLayer,
    ...(segments && { segments }),
    padding: paddingBeside(file, masking, arrays, (layer) => source.slice(layer, 0)),
    values: valuesBeside(file, name, { axes, batch: options.batch, items }, arrays),
    description: file.metadata.get('description') ?? null,
    get remarks() {
      return isRounded ? [...remarks, remark('beyond-float32')] : remarks;
    },
    async slice(layer, head, signal) {
      const shown = await readPart(partOf(layer, head), signal);
      return mask ? mask.apply(shown, layer, head) : shown;
    },
    ...(hasWindow && {
      async window(layer, head, [query, queryEnd], [key, keyEnd], signal) {
        const part = partOf(layer, head);
        const [row, column] = part.strides;
        const size = [queryEnd - query, keyEnd - key];
        return readPart(part.view(size, part.strides, part.offset + query * row + key * column), signal);
      },
    }),
  };
  return source;
}

/** Factor that stored values are multiplied with; null where the file says nothing. */
async function readScale(file: TensorFile): Promise<number | null> {
  const inArray = async () => (file.has('scale') ? firstOf(await readNumbers(file, 'scale')) : null);
  const found = file.metadata.get('scale') ?? (await inArray());
  if (found === null) return null;
  const scale = Number(found);
  if (!Number.isFinite(scale)) throw new AttnError('damaged', { url: file.url, ...reason`its scale is not a number` });
  return scale;
}

function firstOf(array: Tensor): number {
  if (array.size !== 1) throw wrongShape('scale', array.shape, reason`it must be one number`);
  return array.float64()[0];
}
