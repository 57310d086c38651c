import { reason } from '../errors.js';
import { isIndex, wrongShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { nameAxes, type PictureAxes } from './named-axes.js';
import { isPictured } from './pictured.js';
import { type Remark, remark } from './remark.js';

const outerAxes = ['batch', 'layer', 'head'];

/** Names of the axes of attention. */
export const attentionAxes: readonly string[] = [...outerAxes, 'query', 'key'];

/** Rules for reading the axes of an array. */
export interface AxisRules {
  /** The array's name, for sentences. */
  readonly name: string;
  /** The names of the axes, if the author or the file gives them: a list, or words in any separators. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis, from the end where it is negative; 0 if absent. */
  readonly batch?: number | null;
  /** The array is a mask: an axis of 1, or none, is for every index. */
  readonly isMask?: boolean;
  /** The names of its last two axes: `query` and `key`, unless it holds something else than attention. */
  readonly matrix?: readonly [string, string];
  /** An array of one axis is that of the keys, for one query. */
  readonly isVector?: boolean;
  /** The array is one layer of a tuple: its fourth axis from the right is the batch. */
  readonly isLayer?: boolean;
  /** Items of a batch that what belongs to the array has, such as lists of tokens. */
  readonly items?: number | null;
}

/** An array in the order layer, head, query, key, of one item of its batch. */
export interface Arranged {
  readonly tensor: Tensor;
  /** Axes that the array itself has, by name. */
  readonly names: readonly string[];
  /** Items of its batch; 1 where it has none. */
  readonly items: number;
  /** Picture that two of its axes are the patches of; null where none are. */
  readonly picture: PictureAxes | null;
  /** Suppositions on the axes. */
  readonly remarks: readonly Remark[];
}

/**
 * The same array with the axes layer, head, query, key; those it does not have are 1. They count from the right. Of five
 * axes the first or the second that is 1 is the batch; if neither is, the first is the layer and the second the batch, as
 * stacking a tuple of layers gives it. Of fewer the first is the batch where tokens come in as many lists.
 * @throws {AttnError} `wrong-shape`
 */
export function arrange(stored: Tensor, rules: AxisRules): Arranged {
  const { name, axes, batch, isMask, isVector, isLayer, items, matrix = ['query', 'key'] } = rules;
  const { tensor, names: given, picture } = nameAxes(stored, name, axisList(axes));
  const { shape, strides, offset } = tensor;
  const rank = shape.length;
  if (isVector && rank === 1) return arrange(tensor.view([1, shape[0]], [0, strides[0]], offset), rules);
  if (!tensor.size) throw wrongShape(name, shape, reason`it has no values`);
  const axisNames = [...outerAxes, ...matrix];
  const [, ...kept] = axisNames;
  const isStacked = rank === 5 && shape[0] !== 1;
  const stacked = isStacked ? ['layer', 'batch', 'head', ...matrix] : axisNames;
  const isBatch = !isLayer && (rank === 3 || rank === 4) && shape[0] > 1 && items === shape[0];
  const known = isLayer ? axisNames.filter((axis) => axis !== 'layer') : stacked;
  const found = isBatch ? ['batch', ...known.slice(1 - rank)] : known.slice(-rank);
  const names = given.length ? given : found;
  // Two axes of queries of one length may be the rows and columns of a picture, as models of pictures keep their cross attention.
  const isSquare = !given.length && !isMask && matrix[0] === 'query' && isPictured(shape);
  if (isSquare && rank === 5) {
    const what = reason`its axes can be layer, batch, head, query, key, or batch, head, rows, columns, key: name them in axes`;
    throw wrongShape(name, shape, what);
  }
  const isValid = names.every((axis, at) => known.includes(axis) && names.indexOf(axis) === at);
  const isComplete = isMask || matrix.every((axis) => names.includes(axis));
  if (!isValid || !isComplete || names.length !== rank) {
    if (rank < 2) throw wrongShape(name, shape, reason`it must have at least two axes, ${matrix}`);
    const what = given.length
      ? reason`axes says "${axisList(axes).join(' ')}" and must name each once: ${known}, or rows and columns, step, or _ for one whose first part is taken`
      : reason`of ${rank} axes some stand for something else than ${known}; name all in axes: rows and columns for two axes of a picture, step, or _ for one whose first part is taken`;
    throw wrongShape(name, shape, what);
  }
  const lengthOf = (axis: string) => shape[names.indexOf(axis)] ?? 1;
  const strideOf = (axis: string) => (lengthOf(axis) > 1 ? strides[names.indexOf(axis)] : 0);
  const asked = batch ?? 0;
  const count = lengthOf('batch');
  const item = asked < 0 ? asked + count : asked;
  if (!isIndex(item, count) && !(isMask && count === 1)) {
    throw wrongShape(
      name,
      shape,
      reason`there is no batch item ${asked}; its axes are ${names}, unless axes names others`,
    );
  }
  const remarks: Remark[] = [];
  const isBatched = count > 1 && !given.length;
  if ((isBatched && !isLayer) || isSquare) remarks.push(remark('read-axes', { axes: names }));
  if (isBatched) remarks.push(remark('batch-item', { item, count }));
  const arranged = tensor.view(kept.map(lengthOf), kept.map(strideOf), offset + item * strideOf('batch'));
  return { tensor: arranged, names, items: count, picture, remarks };
}

/** The names in a list or a text; JSON's brackets and quotes separate them as well as spaces do. */
export function axisList(axes: AxisRules['axes']): readonly string[] {
  return typeof axes === 'string' ? (axes.match(/\w+/g) ?? []) : (axes ?? []);
}
