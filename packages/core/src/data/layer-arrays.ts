import { reason } from '../errors.js';
import { type Shape, type Tensor, wrongShape } from '../tensor.js';
import type { ChosenArrays } from './array-names.js';
import { type Arranged, type AxisRules, arrange, axisList } from './axes.js';
import { joined } from './joined-arrays.js';
import type { PictureAxes } from './named-axes.js';
import type { Remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

/** Arrays [layer, head, query, key] of all layers: one that holds them all, or one a layer. */
export interface LayerArrays {
  /** Layers by the highest number; those that have no array have no head. */
  readonly layers: number;
  /** Items of the batch; 1 where there is none. */
  readonly items: number;
  /** Names of the axes of the first array. */
  readonly axes: readonly string[];
  /** Sizes [layer, head, query, key] of each array. */
  readonly sizes: readonly Shape[];
  readonly remarks: readonly Remark[];
  /** Picture that two axes are the patches of; null where none are. */
  readonly picture: PictureAxes | null;
  /** Whether its rows were written step by step: the last token then has been no key yet. */
  readonly isWritten: boolean;
  /** [layer, head, query, key] of the array that a layer is in; null where it has none. */
  sizeOf(layer: number): Shape | null;
  /** The part of one layer, and [head] of it if given, whose values may be elsewhere yet. @param layer one that has an array */
  part(layer: number, ...head: readonly number[]): Tensor;
}

/**
 * @param read by default their values are fetched when a part of them is asked for
 * @throws {AttnError} `wrong-shape`, or why an array cannot be read
 */
export async function readLayers(
  file: TensorFile,
  chosen: ChosenArrays,
  rules: AxisRules,
  // Rows and columns that are not neighbours are copied to be.
  read = axisList(rules.axes).includes('rows') ? readNumbers : viewNumbers,
): Promise<LayerArrays> {
  const { name } = chosen;
  const numbers = chosen.layers && Array.from(chosen.layers.keys()).sort((a, b) => a - b);
  const arrays: Arranged[] = [];
  for (const number of numbers ?? []) {
    const part = chosen.layers!.get(number)!;
    const layer = typeof part === 'string' ? undefined : part.layer;
    const readPart = async (array: string) => {
      const stored = await read(file, array);
      return arrange(layer === undefined ? stored : stored.slice(layer), { ...rules, name: array, isLayer: true });
    };
    if (typeof part === 'string') arrays.push(await readPart(part));
    else {
      const parts = await Promise.all(part.names.map(readPart));
      // What is joined is copied.
      const tensors = await Promise.all(parts.map(({ tensor }) => tensor.here()));
      arrays.push({ ...parts[0], tensor: joined(name, part.along, tensors) });
    }
  }
  if (!numbers) arrays.push(arrange(await read(file, name), { ...rules, name }));
  const [{ items, names, remarks, picture }] = arrays;
  const other = arrays.find((array) => array.items !== items);
  if (other)
    throw wrongShape(
      name,
      other.tensor.shape,
      reason`it has ${other.items} items of the batch where others have ${items}`,
    );
  const sizes = arrays.map(({ tensor }) => tensor.shape);
  const layers = numbers ? numbers[numbers.length - 1] + 1 : sizes[0][0];
  // Which array a layer is in.
  const places = new Map(
    numbers
      ? numbers.map((number, place) => [number, place] as const)
      : Array.from({ length: layers }, (_, layer) => [layer, 0] as const),
  );
  return {
    layers,
    items,
    axes: names,
    sizes,
    remarks,
    picture,
    isWritten: Array.from(chosen.layers?.values() ?? []).some(
      (part) => typeof part !== 'string' && part.along === 'step',
    ),
    sizeOf: (layer) => sizes[places.get(layer)!] ?? null,
    part: (layer, ...head) => arrays[places.get(layer)!].tensor.slice(numbers ? 0 : layer, ...head),
  };
}

export async function readNumbers(file: TensorFile, name: string): Promise<Tensor> {
  return (await viewNumbers(file, name)).here();
}

/** The same, whose values may have to be fetched before they are read. */
export async function viewNumbers(file: TensorFile, name: string): Promise<Tensor> {
  const array = await file.view(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, reason`it holds text`);
  return array;
}
