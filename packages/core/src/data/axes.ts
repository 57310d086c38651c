import { AttnError } from '../errors.js';
import { type Shape, Tensor } from '../tensor.js';

const axisNames = ['batch', 'layer', 'head', 'query', 'key'] as const;
type AxisName = (typeof axisNames)[number];

/** How the axes of an array are to be read. */
export interface AxisRules {
  /** The array's name, for sentences. */
  readonly name: string;
  /** The names of the axes, if the author or the file gives them: a list, or words in any separators. */
  readonly axes?: string | readonly string[] | null;
  /** The index on the batch axis; 0 if absent. */
  readonly batch?: number | null;
  /** The array goes with others: a batch axis of 1 is for every item. */
  readonly broadcast?: boolean;
  /** The array is one layer of a tuple: its fourth axis from the right is the batch. */
  readonly isLayer?: boolean;
}

/**
 * The same array with the axes layer, head, query, key; those it does not have are 1.
 * @throws {AttnError} `wrong-shape`
 */
export function arrange(tensor: Tensor, rules: AxisRules): Tensor {
  const { shape, strides, dtype, bytes, bigEndian } = tensor;
  if (!tensor.size) throw wrongShape(rules.name, shape, 'it has no values');
  const names = rules.axes?.length ? namedAxes(rules.axes, shape, rules) : impliedAxes(shape, rules);
  const lengthOf = (axis: AxisName) => shape[names.indexOf(axis)] ?? 1;
  const strideOf = (axis: AxisName) => strides[names.indexOf(axis)] ?? 0;
  const batch = rules.broadcast && lengthOf('batch') === 1 ? 0 : (rules.batch ?? 0);
  if (!Number.isInteger(batch) || batch < 0 || batch >= lengthOf('batch')) {
    throw wrongShape(rules.name, shape, `there is no batch item ${batch}`);
  }
  const kept = axisNames.slice(1);
  const layout = { strides: kept.map(strideOf), bigEndian, offset: tensor.offset + batch * strideOf('batch') };
  return new Tensor(dtype, kept.map(lengthOf), bytes, layout);
}

export function wrongShape(name: string, shape: Shape, what: string): AttnError {
  return new AttnError('wrong-shape', { name, shape: shape.join(', '), what });
}

/**
 * From the right: key, query, head, layer. Of five axes the first or the second that is 1 is the batch; if neither is,
 * the first is the layer and the second the batch, as stacking a tuple of layers gives it.
 */
function impliedAxes(shape: Shape, { name, isLayer }: AxisRules): readonly string[] {
  const rank = shape.length;
  if (rank < 2) throw wrongShape(name, shape, 'attention has at least two axes, query and key');
  if (rank > 5 || (isLayer && rank > 4)) throw wrongShape(name, shape, 'its axes must be named in axes');
  if (rank === 5) return shape[0] === 1 ? axisNames : ['layer', 'batch', 'head', 'query', 'key'];
  return isLayer && rank === 4 ? ['batch', 'head', 'query', 'key'] : axisNames.slice(-rank);
}

function namedAxes(axes: string | readonly string[], shape: Shape, { name, isLayer }: AxisRules): readonly string[] {
  const names = axisList(axes);
  const known = names.every(
    (axis, at) => (axisNames as readonly string[]).includes(axis) && names.indexOf(axis) === at,
  );
  const complete = names.includes('query') && names.includes('key') && !(isLayer && names.includes('layer'));
  if (!known || !complete || names.length !== shape.length) {
    const what = `axes says "${names.join(' ')}" and must name each once: batch, layer, head, query, key`;
    throw wrongShape(name, shape, what);
  }
  return names;
}

/** The names in a list or a text; JSON's brackets and quotes separate them as well as spaces do. */
export function axisList(axes: string | readonly string[]): readonly string[] {
  return typeof axes === 'string' ? (axes.match(/\w+/g) ?? []) : axes;
}
