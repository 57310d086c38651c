import type { TensorFile } from '@attn-elements/core/data';
import { patchFault } from './faults.js';

/** A box as shares of the picture: 0 is its left or upper edge, 1 its right or lower one. */
export type Region = readonly [left: number, top: number, right: number, bottom: number];
export type Regions = readonly Region[];

/** Boxes out of lists of four numbers; undefined where they are none. */
export function checkRegions(value: unknown): Regions | undefined {
  const list = toList(value);
  return list?.every(isBox) ? list.map(([...box]) => box as unknown as Region) : undefined;
}

/** A list, or text of a JSON list, with something in it; undefined where it is none. */
export function toList(value: unknown): any[] | undefined {
  let list = value;
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return Array.isArray(list) && list.length > 0 ? list : undefined;
}

export function isBox(box: unknown): boolean {
  if (!Array.isArray(box) || box.length !== 4) return false;
  const [left, top, right, bottom] = box.map(Number);
  return left >= 0 && top >= 0 && right <= 1 && bottom <= 1 && left < right && top < bottom;
}

/** The region whose colour is seen at a point, 0 to 1 on both sides: where several overlap, that of the largest value; null beside all. */
export function regionAt(regions: Regions, values: ArrayLike<number>, x: number, y: number): number | null {
  let found: number | null = null;
  for (const [at, [left, top, right, bottom]] of regions.entries()) {
    if (x < left || x >= right || y < top || y >= bottom) continue;
    // A number lies over what is none.
    if (found === null || values[at] > values[found] || Number.isNaN(values[found])) found = at;
  }
  return found;
}

/** Names of arrays of boxes in files. */
const names = ['regions', 'boxes', 'bbox'];

/**
 * The boxes that a file has beside its attention; null where it names none.
 * @throws {AttnError} rejects with `wrong-shape` where they are none
 */
export function readRegions(file: TensorFile): Promise<Regions> | null {
  const name = names.find((one) => file.has(one));
  return name === undefined ? null : readBoxes(file, name);
}

async function readBoxes(file: TensorFile, name: string): Promise<Regions> {
  const array = await file.get(name);
  const [count, sides] = array.shape;
  const numbers = array.dtype === 'string' ? [] : array.float64();
  const boxes = Array.from({ length: count ?? 0 }, (_, at) => Array.from(numbers.slice(at * 4, at * 4 + 4)));
  const regions = array.shape.length === 2 && sides === 4 && checkRegions(boxes);
  if (!regions) throw patchFault(name, array.shape, 'noBoxes');
  return regions;
}
