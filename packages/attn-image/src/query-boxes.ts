import type { TensorFile } from '@attn-elements/core/data';
import { patchFault } from './faults.js';
import { isBox, type Region, toList } from './regions.js';
import type { ImageLine } from './view.js';
import type { ImageView } from './view-model.js';

/** The box that each query stands for, as one that it predicts; null of a query that has none. */
export type QueryBoxes = readonly (Region | null)[];

/** Boxes out of lists of four numbers and nulls; undefined where they are none. */
export function checkQueryBoxes(value: unknown): QueryBoxes | undefined {
  const list = toList(value);
  return list?.every((box) => box === null || isBox(box)) ? (list as QueryBoxes) : undefined;
}

/** The part of a box that lies on the picture; null where none does. */
function onPicture(...sides: number[]): Region | null {
  const [left, top, right, bottom] = sides.map((side) => Math.min(1, Math.max(0, side)));
  return left < right && top < bottom ? [left, top, right, bottom] : null;
}

/**
 * The boxes of queries that a file has beside its attention: `query_boxes`, or as DETR's `pred_boxes` by their middle, width and height;
 * null where it names none.
 * @throws {AttnError} rejects with `wrong-shape` where they are none
 */
export function readQueryBoxes(file: TensorFile): Promise<QueryBoxes> | null {
  const name = ['query_boxes', 'pred_boxes'].find((one) => file.has(one));
  return name === undefined ? null : readBoxes(file, name);
}

async function readBoxes(file: TensorFile, name: string): Promise<QueryBoxes> {
  const array = await file.get(name);
  const { shape } = array;
  // A batch of one may stand before it.
  const isList = shape.length >= 2 && shape.at(-1) === 4 && shape.slice(0, -2).every((length) => length === 1);
  if (!isList || array.dtype === 'string') throw patchFault(name, shape, 'noQueryBoxes');
  const numbers = array.float64();
  return Array.from({ length: shape.at(-2)! }, (_, at) => {
    const [a, b, c, d] = numbers.slice(at * 4, at * 4 + 4);
    return name === 'pred_boxes' ? onPicture(a - c / 2, b - d / 2, a + c / 2, b + d / 2) : onPicture(a, b, c, d);
  });
}

/** Lines around the boxes of the queries that are shown, in the colour of each. */
export function boxLines({ map, layers, layout }: ImageView, boxes: QueryBoxes): ImageLine[] {
  const { width, height } = layout;
  const isOfQueries = layers?.some(({ map: own }) => own.other !== map.other);
  const shown = isOfQueries ? layers!.map(({ color, map: own }) => ({ color, at: own.other })) : [{ at: map.other }];
  return shown.flatMap(({ at, ...look }) => {
    const box = typeof at === 'number' ? boxes[at] : null;
    if (!box) return [];
    const [left, top, right, bottom] = box;
    const [x, y] = [left * width, top * height];
    return [{ ...look, share: 1, path: `M${x},${y}H${right * width}V${bottom * height}H${x}Z` }];
  });
}
