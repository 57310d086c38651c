import { AttnError, reason } from '../errors.js';
import { type Shape, type Tensor, wrongShape } from '../tensor.js';
import { arrange, axisList } from './axes.js';
import { type LayerArrays, readNumbers } from './layer-arrays.js';
import type { MaskSense } from './mask-sense.js';
import { NEAREST_FILL } from './masked-scores.js';
import { nameAxes } from './named-axes.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

/** Share of the stored weight that a mask hides where it must mean the opposite. */
const CONTRADICTION = 0.9;

/** Added to a score, a fill that stands alone beside 0 and is as low as this leaves a weight below the precision of float32. */
const LONE_FILL = -20;

export interface MaskRules {
  /** The names of the attention's axes, if the author or the file gives them. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis; 0 if absent. */
  readonly batch?: number | null;
  /** Sense of the mask; absent: it marks what may be attended, and weights that say the opposite are an error. */
  readonly sense?: MaskSense | null;
  /** Whether it is laid over scores, and not over weights. */
  readonly isScores?: boolean;
  /** Whether a mask that does not fit is passed over. */
  readonly optional?: boolean;
}

/** The mask of a file. */
export interface FileMask {
  readonly remarks: readonly Remark[];
  /**
   * A copy of a head's values with −∞ in the cells that may not be attended.
   * @throws {AttnError} `mask-contradicts`
   */
  apply(values: Float32Array, layer: number, head: number): Float32Array;
  /** Mask of a head's cells, 1 where they may be attended. */
  allowed(layer: number, head: number): Uint8Array;
}

/** Names of arrays that say which tokens are padding: that of this project, and those that models take. */
export const paddings = ['mask', 'attention_mask', 'key_padding_mask'];

/**
 * Number of items of a batch that a mask of padding tells: [batch, 1, 1 or query, key] or [batch, key], beside attention of no more than
 * four axes. Layers have the same tokens, and none of them padding of its own. null where the mask is none, the same for all, or hides
 * no key from every query.
 */
export async function paddedItems(
  file: TensorFile,
  attention: Shape,
  sense?: MaskSense | null,
): Promise<number | null> {
  const name = paddings.find((one) => file.has(one));
  const isRead = name !== undefined && (attention.length === 3 || attention.length === 4);
  const mask = isRead ? await file.get(name) : null;
  if (!mask || mask.dtype === 'string') return null;
  const { shape } = mask;
  const [items, keys, queries] = [shape[0], shape.at(-1)!, attention.at(-2)];
  const isPadding =
    (shape.length === 2 && items !== queries) ||
    (shape.length === 4 && shape[1] === 1 && [1, queries].includes(shape[2]));
  if (!isPadding || items < 2 || items !== attention[0] || keys !== attention.at(-1)) return null;
  const hidden = sense === 'hidden' ? Math.min : Math.max;
  const values = mask.float32();
  const rows = values.length / items / keys;
  // Of each key of each item what it is to the query that it is shown to, if to any.
  const shown = Array.from({ length: items * keys }, (_, at) => {
    const first = Math.floor(at / keys) * rows * keys + (at % keys);
    return Array.from({ length: rows }, (_, row) => values[first + row * keys]).reduce((a, b) => hidden(a, b));
  });
  return shown.some((value, at) => value !== shown[at % keys]) ? items : null;
}

/** The file's mask, null where it has none or has one for another array. @param name that of an array that is read as a mask is */
export async function openMask(
  file: TensorFile,
  rules: MaskRules,
  arrays: LayerArrays,
  name = 'mask',
): Promise<FileMask | null> {
  return file.has(name) ? readMask(name, await readNumbers(file, name), rules, arrays) : null;
}

/**
 * The axes of a mask are those of the attention, each of its length or 1; missing ones are 1, so that one row of keys is a
 * mask too. Where the attention has a batch, the first axis of [batch, key], [batch, query, key], [batch · head, query, key] and
 * [batch, 1 or head, 1 or query, key] is that. Where one is negative, or all are floats of 0, they are what is added to the scores; else
 * what is not 0 is allowed.
 * @returns null where the mask does not fit and need not.
 * @throws {AttnError} `wrong-shape`
 */
function readMask(name: string, given: Tensor, rules: MaskRules, arrays: LayerArrays): FileMask | null {
  const named = axisList(rules.axes);
  const told = nameAxes(given, name, named.length === given.shape.length ? named : []);
  const mask = headsApart(told.tensor, arrays);
  const names = axesOf(name, mask.shape, told.names, arrays);
  if (!names && rules.optional) return null;
  if (!names) {
    const full = arrays.sizes.map(([, ...rest]) => `[${[arrays.layers, ...rest].join(', ')}]`);
    const shapes = [...new Set(full)].join(', ');
    const what =
      arrays.items > 1
        ? reason`it does not fit attention of ${shapes} in a batch of ${arrays.items}`
        : reason`it does not fit attention of ${shapes}`;
    throw wrongShape(name, mask.shape, what);
  }
  const { tensor } = arrange(mask, { name: name, axes: names, batch: rules.batch, isMask: true });
  const stored = mask.float32();
  if (stored.some(Number.isNaN)) throw wrongShape(name, mask.shape, reason`it holds what is no number`);
  const lowest = stored.reduce((low, value) => Math.min(low, value), 0);
  const isAdditive = lowest < 0 || (/float/.test(mask.dtype) && stored.every((value) => value === 0));
  const isLoneFill = lowest <= LONE_FILL && stored.every((value) => value === 0 || value === lowest);
  const fill = isLoneFill ? lowest : NEAREST_FILL;
  const isTurned = rules.sense === 'hidden' && !isAdditive;
  const forbids = (value: number) => (isAdditive ? value <= fill : (value === 0) !== isTurned);
  const cellsOf = (layer: number, head: number) => {
    // Axes of 1 were given no stride: they go for every index. A mask for a longer row of keys begins with the shorter one's.
    const [, ...size] = arrays.sizeOf(layer)!;
    return tensor
      .view([arrays.layers, ...size], tensor.strides)
      .slice(layer, head)
      .float32();
  };
  const isBatch = names[0] === 'batch' && mask.shape[0] > 1 && !axisList(rules.axes).length;
  return {
    remarks: [
      ...(isBatch && mask.shape.length !== arrays.axes.length ? [remark('mask-axes', { axes: names })] : []),
      ...(isTurned ? [remark('mask-turned')] : []),
      ...(isAdditive && lowest > fill ? [remark('mask-hides-nothing')] : []),
    ],
    apply(values, layer, head) {
      const cells = cellsOf(layer, head);
      const shown = values.map((value, cell) => (forbids(cells[cell]) ? -Infinity : value));
      if (!rules.sense && isContradicted(values, shown, rules.isScores === true)) {
        const added = reason`added to scores, it hides nearly all attention of layer ${layer}, head ${head}; if it is right as it is, set mask-sense="allowed"`;
        throw isAdditive ? wrongShape(name, mask.shape, added) : new AttnError('mask-contradicts', { layer, head });
      }
      return shown;
    },
    allowed: (layer, head) => Uint8Array.from(cellsOf(layer, head), (cell) => Number(!forbids(cell))),
  };
}

/** Whether nearly all the weight of a head, or every score, has been hidden. */
export function isContradicted(values: Float32Array, shown: Float32Array, isScores: boolean): boolean {
  const measure = (cells: Float32Array) => {
    let sum = 0;
    for (const value of cells) if (Math.abs(value) < Infinity) sum += isScores ? 1 : Math.max(0, value);
    return sum;
  };
  const before = measure(values);
  return before > 0 && measure(shown) <= (isScores ? 0 : (1 - CONTRADICTION) * before);
}

/** A mask [batch · head, query, key], as `nn.MultiheadAttention` takes one, with the heads of each item on an axis of their own. */
function headsApart(mask: Tensor, { items, layers, sizes }: LayerArrays): Tensor {
  const [, heads, queries, keys] = sizes[0];
  const [first, ...rest] = mask.shape;
  const isJoined = items > 1 && heads > 1 && mask.shape.length === 3 && first === items * heads && first !== layers;
  const isWhole = isJoined && rest[0] === queries && rest[1] === keys && sizes.every((size) => size[1] === heads);
  if (!isWhole) return mask;
  const [stride, ...inner] = mask.strides;
  return mask.view([items, heads, queries, keys], [stride * heads, stride, ...inner]);
}

/** The names of a mask's axes; null where it fits in no way. */
function axesOf(name: string, shape: Shape, given: readonly string[], arrays: LayerArrays): readonly string[] | null {
  const { items, layers, sizes } = arrays;
  const rank = shape.length;
  // The names that are given are the attention's: they are the mask's too if it has as many axes.
  if (given.length > 0) return fits(given) ? given : null;
  if (rank === 5) {
    const known =
      arrays.axes.length === 5
        ? [...arrays.axes.slice(0, 3), 'query', 'key']
        : ['batch', 'layer', 'head', 'query', 'key'];
    return fits(known) ? known : null;
  }
  const plain = ['layer', 'head', 'query', 'key'].slice(-rank);
  const outer =
    rank === 4 ? ['batch', 'head', 'query', 'key'] : rank === 3 ? ['batch', 'query', 'key'] : ['batch', 'key'];
  const isBatch = items > 1 && rank > 1 && fits(outer);
  if (rank > 4 || !(isBatch || fits(plain))) return null;
  // Of four axes the first is the batch, as models take masks; of fewer it may be either.
  if (isBatch && rank < 4 && shape[0] > 1 && fits(plain)) {
    const one = rank === 2 ? '[1, 1, query, key]' : '[1, head, query, key]';
    const many = rank === 2 ? '[batch, 1, 1, key]' : '[batch, 1, query, key]';
    const what = reason`its first axis can be the batch or the ${plain[0]}; give it four axes, ${many} or ${one}`;
    throw wrongShape(name, shape, what);
  }
  return isBatch ? outer : plain;

  function fits(names: readonly string[]): boolean {
    const longest = Math.max(...sizes.map(([, , , keys]) => keys));
    return sizes.every(([, heads, queries, keys]) => {
      const full: Readonly<Record<string, number>> = {
        batch: items,
        layer: layers,
        head: heads,
        query: queries,
        key: keys,
      };
      return names.every((name, axis) => {
        const isLonger = name === 'key' && shape[axis] === longest && !isAlongQueries(names);
        return shape[axis] === 1 || shape[axis] === full[name] || isLonger;
      });
    });
  }

  function isAlongQueries(names: readonly string[]): boolean {
    const at = names.indexOf('query');
    return at >= 0 && shape[at] > 1;
  }
}
