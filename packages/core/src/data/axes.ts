import { type Tensor, wrongShape } from '../tensor.js';

const outerAxes = ['batch', 'layer', 'head'];

/** How the axes of an array are to be read. */
export interface AxisRules {
  /** The array's name, for sentences. */
  readonly name: string;
  /** The names of the axes, if the author or the file gives them: a list, or words in any separators. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis; 0 if absent. */
  readonly batch?: number | null;
  /** The array is a mask: an axis of 1, or none, is for every index. */
  readonly isMask?: boolean;
  /** The names of its last two axes: `query` and `key`, unless it holds something else than attention. */
  readonly matrix?: readonly [string, string];
  /** An array of one axis is that of the keys, for one query. */
  readonly isVector?: boolean;
  /** The array is one layer of a tuple: its fourth axis from the right is the batch. */
  readonly isLayer?: boolean;
}

/**
 * The same array with the axes layer, head, query, key; those it does not have are 1. They count from the right. Of five
 * axes the first or the second that is 1 is the batch; if neither is, the first is the layer and the second the batch, as
 * stacking a tuple of layers gives it.
 * @throws {AttnError} `wrong-shape`
 */
export function arrange(tensor: Tensor, rules: AxisRules): Tensor {
  const { name, axes, batch, isMask, isVector, isLayer, matrix = ['query', 'key'] } = rules;
  const { shape, strides, offset } = tensor;
  const rank = shape.length;
  if (isVector && rank === 1) return arrange(tensor.view([1, shape[0]], [0, strides[0]], offset), rules);
  if (!tensor.size) throw wrongShape(name, shape, 'it has no values');
  const axisNames = [...outerAxes, ...matrix];
  const [, ...kept] = axisNames;
  const given = axisList(axes);
  const stacked = rank === 5 && shape[0] !== 1 ? ['layer', 'batch', 'head', ...matrix] : axisNames;
  const known = isLayer ? axisNames.filter((axis) => axis !== 'layer') : stacked;
  const names = given.length ? given : known.slice(-rank);
  const isValid = names.every((axis, at) => known.includes(axis) && names.indexOf(axis) === at);
  const isComplete = isMask || matrix.every((axis) => names.includes(axis));
  if (!isValid || !isComplete || names.length !== rank) {
    if (rank < 2) throw wrongShape(name, shape, `it must have at least two axes, ${matrix.join(' and ')}`);
    throw wrongShape(name, shape, `axes says "${given.join(' ')}" and must name each once: ${known.join(', ')}`);
  }
  const lengthOf = (axis: string) => shape[names.indexOf(axis)] ?? 1;
  const strideOf = (axis: string) => (lengthOf(axis) > 1 ? strides[names.indexOf(axis)] : 0);
  const item = batch ?? 0;
  if (!isIndex(item, lengthOf('batch')) && !(isMask && lengthOf('batch') === 1)) {
    throw wrongShape(name, shape, `there is no batch item ${item}`);
  }
  return tensor.view(kept.map(lengthOf), kept.map(strideOf), offset + item * strideOf('batch'));
}

/** The names in a list or a text; JSON's brackets and quotes separate them as well as spaces do. */
export function axisList(axes: AxisRules['axes']): readonly string[] {
  return typeof axes === 'string' ? (axes.match(/\w+/g) ?? []) : (axes ?? []);
}

export function isIndex(at: number, length: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < length;
}
