import { reason } from '../errors.js';
import { wrongShape } from '../shape.js';
import { Tensor } from '../tensor.js';

/** Rows and columns of a picture, whose patches are the queries or the keys. */
export interface PictureAxes {
  readonly side: 'query' | 'key';
  readonly rows: number;
  readonly columns: number;
}

/** An array whose axes have the names of attention alone. */
export interface NamedAxes {
  readonly tensor: Tensor;
  readonly names: readonly string[];
  readonly picture: PictureAxes | null;
}

/** Names of an axis of time: of steps of a model that denoises or writes, of frames. */
const times = ['step', 'frame'];

/**
 * The array without the axes that attention has not. Of `_` the first is taken; `step` and `frame` stand for layers, or where there are some
 * for items of a batch; `rows` and `columns` are one axis of patches: of the queries, unless these are named.
 * @throws {AttnError} `wrong-shape`
 */
export function nameAxes(given: Tensor, name: string, axes: readonly string[]): NamedAxes {
  if (axes.length !== given.shape.length) return { tensor: given, names: axes, picture: null };
  const hasTime = axes.some((axis) => times.includes(axis));
  // A batch of one beside steps and layers says nothing.
  const isLeft = (axis: string, at: number) => axis === '_' || (axis === 'batch' && hasTime && given.shape[at] === 1);
  const kept = axes.flatMap((axis, at) => (isLeft(axis, at) ? [] : [at]));
  const view = (tensor: Tensor, order: readonly number[]) =>
    tensor.view(
      order.map((at) => tensor.shape[at]),
      order.map((at) => tensor.strides[at]),
    );
  const tensor = view(given, kept);
  const time = axes.includes('layer') ? 'batch' : 'layer';
  const names = kept.map((at) => (times.includes(axes[at]) ? time : axes[at]));
  const [row, column] = [names.indexOf('rows'), names.indexOf('columns')];
  if (row < 0 && column < 0) return { tensor, names, picture: null };
  const side = names.includes('key') && !names.includes('query') ? 'query' : 'key';
  if (row < 0 || column < 0 || names.includes(side)) {
    throw wrongShape(name, given.shape, reason`rows and columns stand together in axes, in place of query or key`);
  }
  const [rows, columns] = [tensor.shape[row], tensor.shape[column]];
  const others = names.flatMap((_, at) => (at === row || at === column ? [] : [at]));
  const place = others.filter((at) => at < row).length;
  const order = others.toSpliced(place, 0, row, column);
  const apart = view(tensor, order);
  const isOneAxis = apart.strides[place] === columns * apart.strides[place + 1];
  const whole = isOneAxis ? apart : copyOf(apart);
  const merged = whole.view(
    whole.shape.toSpliced(place, 2, rows * columns),
    whole.strides.toSpliced(place, 2, whole.strides[place + 1]),
  );
  const mergedNames = others.map((at) => names[at]).toSpliced(place, 0, side);
  // A map of no query is what one query gives.
  const isOfOne = side === 'key' && !names.includes('query');
  const size = merged.shape.length;
  return {
    tensor: isOfOne ? merged.view([...merged.shape, 1], [...merged.strides, 0]) : merged,
    names: isOfOne ? [...mergedNames, 'query'] : mergedNames,
    picture: size > 0 ? { side, rows, columns } : null,
  };
}

/** Row-major copy. Bytes stay bytes, which stand for shares of 255. */
function copyOf(tensor: Tensor): Tensor {
  const values = tensor.float32();
  return Tensor.of(tensor.dtype === 'uint8' ? Uint8Array.from(values) : values, tensor.shape);
}
