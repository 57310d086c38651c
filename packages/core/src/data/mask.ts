import { AttnError, reason } from '../errors.js';
import { type Shape, type Tensor, wrongShape } from '../tensor.js';
import { arrange, axisList } from './axes.js';
import { type LayerArrays, readNumbers } from './layer-arrays.js';
import type { MaskSense } from './mask-sense.js';
import { NEAREST_FILL } from './masked-scores.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

/** Share of the stored weight that a mask hides where it must mean the opposite. */
const CONTRADICTION = 0.9;

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
const paddings = ['mask', 'attention_mask', 'key_padding_mask'];

/**
 * Number of items of a batch that a mask of padding tells: [batch, 1, 1, key] or [batch, key], beside attention of no more than four axes.
 * Layers have the same tokens, and none of them padding of its own. null where the mask is none, the same for all, or one of queries.
 */
export async function paddedItems(file: TensorFile, attention: Shape): Promise<number | null> {
  const name = paddings.find((one) => file.has(one));
  const isRead = name !== undefined && (attention.length === 3 || attention.length === 4);
  const mask = isRead ? await file.get(name) : null;
  if (!mask || mask.dtype === 'string') return null;
  const { shape } = mask;
  const [items, keys] = [shape[0], shape[shape.length - 1]];
  const isPadding =
    (shape.length === 2 && items !== attention.at(-2)) || (shape.length === 4 && shape[1] * shape[2] === 1);
  if (!isPadding || items < 2 || items !== attention[0] || keys !== attention.at(-1)) return null;
  const values = mask.float32();
  return values.some((value, at) => value !== values[at % keys]) ? items : null;
}

/** The file's mask, null where it has none or has one for another array. */
export async function openMask(file: TensorFile, rules: MaskRules, arrays: LayerArrays): Promise<FileMask | null> {
  return file.has('mask') ? readMask(await readNumbers(file, 'mask'), rules, arrays) : null;
}

/**
 * The axes of a mask are those of the attention, each of its length or 1; missing ones are 1, so that one row of keys is a
 * mask too. Where the attention has a batch, the first axis of [batch, key], [batch, query, key] and [batch, 1 or head, 1 or
 * query, key] is that. Truth values and integers: not 0 is allowed. Floats: the same, unless one is negative or all are 0;
 * then they are what is added to the scores.
 * @returns null where the mask does not fit and need not.
 * @throws {AttnError} `wrong-shape`
 */
function readMask(mask: Tensor, rules: MaskRules, arrays: LayerArrays): FileMask | null {
  const names = nameAxes(mask.shape, rules, arrays);
  if (!names && rules.optional) return null;
  if (!names) {
    const full = arrays.sizes.map(([, ...rest]) => `[${[arrays.layers, ...rest].join(', ')}]`);
    const shapes = [...new Set(full)].join(', ');
    const what =
      arrays.items > 1
        ? reason`it does not fit attention of ${shapes} in a batch of ${arrays.items}`
        : reason`it does not fit attention of ${shapes}`;
    throw wrongShape('mask', mask.shape, what);
  }
  const { tensor } = arrange(mask, { name: 'mask', axes: names, batch: rules.batch, isMask: true });
  const stored = /float/.test(mask.dtype) ? mask.float32() : null;
  if (stored?.some(Number.isNaN)) throw wrongShape('mask', mask.shape, reason`it holds what is no number`);
  const isAdditive = stored?.some((value) => value < 0) || stored?.every((value) => value === 0);
  const isTurned = rules.sense === 'hidden' && !isAdditive;
  const forbids = (value: number) => (isAdditive ? value <= NEAREST_FILL : (value === 0) !== isTurned);
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
      ...(isBatch && mask.shape.length !== arrays.axes.length ? [remark('mask-axes', { axes: names.join(', ') })] : []),
      ...(isTurned ? [remark('mask-turned')] : []),
    ],
    apply(values, layer, head) {
      const cells = cellsOf(layer, head);
      const shown = values.map((value, cell) => (forbids(cells[cell]) ? -Infinity : value));
      const isDoubtful = !rules.sense && !isAdditive;
      if (isDoubtful && isContradicted(values, shown, rules.isScores === true)) {
        throw new AttnError('mask-contradicts', { layer, head });
      }
      return shown;
    },
    allowed: (layer, head) => Uint8Array.from(cellsOf(layer, head), (cell) => Number(!forbids(cell))),
  };
}

/** Whether nearly all the weight of a head, or every score, has been hidden. */
function isContradicted(values: Float32Array, shown: Float32Array, isScores: boolean): boolean {
  const measure = (cells: Float32Array) => {
    let sum = 0;
    for (const value of cells) if (Math.abs(value) < Infinity) sum += isScores ? 1 : Math.max(0, value);
    return sum;
  };
  const before = measure(values);
  return before > 0 && measure(shown) <= (isScores ? 0 : (1 - CONTRADICTION) * before);
}

/** The names of a mask's axes; null where it fits in no way. */
function nameAxes(shape: Shape, rules: MaskRules, arrays: LayerArrays): readonly string[] | null {
  const { items, layers, sizes } = arrays;
  const rank = shape.length;
  const given = axisList(rules.axes);
  // The names that are given are the attention's: they are the mask's too if it has as many axes.
  if (given.length === rank) return fits(given) ? given : null;
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
    throw wrongShape('mask', shape, what);
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
