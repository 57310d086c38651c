/** Part of an array: from one index to before another, an axis each. */
export type Region = readonly (readonly [from: number, end: number])[];

/**
 * Regions, in order, that make up the elements of an array, laid out row by row, from one to before another: at most two an axis.
 * @param shape of the array
 */
export function regionsBetween(shape: readonly number[], from: number, end: number): Region[] {
  if (from >= end) return [];
  if (shape.length === 0) return [[]];
  const [length, ...rest] = shape;
  const step = rest.reduce((size, each) => size * each, 1);
  const whole = rest.map((each) => [0, each] as const);
  const regions: Region[] = [];
  /** The part of one index of this axis. */
  const partly = (at: number, first: number, last: number) => {
    for (const region of regionsBetween(rest, first, last)) regions.push([[at, at + 1], ...region]);
  };
  let at = Math.floor(from / step);
  const last = Math.min(length, Math.floor(end / step));
  if (from % step > 0) {
    partly(at, from % step, Math.min(step, end - at * step));
    at++;
  }
  if (at < last) regions.push([[at, last], ...whole]);
  if (end % step > 0 && last >= at) partly(last, 0, end % step);
  return regions;
}

/** Indices of the chunks that a region lies in. */
export function chunksOf(region: Region, chunk: readonly number[]): number[][] {
  return region.reduce<number[][]>(
    (found, [from, end], axis) => {
      const first = Math.floor(from / chunk[axis]);
      const count = Math.ceil(end / chunk[axis]) - first;
      return found.flatMap((index) => Array.from({ length: count }, (_, at) => [...index, first + at]));
    },
    [[]],
  );
}

/** Elements with their distances from one index to the next, an axis each. */
export interface Laid {
  readonly bytes: Uint8Array;
  /** In elements. */
  readonly strides: readonly number[];
}

/**
 * Copies what a chunk and a region have in common.
 * @param index of the chunk
 * @param width bytes of an element
 */
export function copyChunk(
  from: Laid,
  { index, chunk }: { readonly index: readonly number[]; readonly chunk: readonly number[] },
  into: Laid,
  region: Region,
  width: number,
): void {
  const last = region.length - 1;
  const common = region.map(([first, end], axis) => {
    const start = index[axis] * chunk[axis];
    return [Math.max(first, start), Math.min(end, start + chunk[axis]), start] as const;
  });
  const copy = (axis: number, source: number, target: number): void => {
    if (axis > last) {
      into.bytes.set(from.bytes.subarray(source * width, (source + 1) * width), target * width);
      return;
    }
    const [first, end, start] = common[axis];
    const [step, place] = [from.strides[axis], into.strides[axis]];
    const at = source + (first - start) * step;
    const to = target + (first - region[axis][0]) * place;
    if (axis === last && step === 1 && place === 1) {
      into.bytes.set(from.bytes.subarray(at * width, (at + end - first) * width), to * width);
      return;
    }
    for (let row = 0; row < end - first; row++) copy(axis + 1, at + row * step, to + row * place);
  };
  copy(0, 0, 0);
}
