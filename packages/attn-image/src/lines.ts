import { MASKED_BELOW } from '@attn-elements/core/math';
import { thresholdOf } from './threshold.js';
import type { Patches } from './patches.js';
import type { Regions } from './regions.js';

// Lines around what is strongest, in a part of its own: most pages blend colours.

type Point = readonly [x: number, y: number];

/** Patches or regions that lines are drawn around. */
export interface LinesOf {
  readonly patches: Patches;
  readonly regions: Regions | null;
  readonly values: Float32Array;
  /** `contour` goes between the middles of patches, `outline` along their edges. */
  readonly overlay: 'contour' | 'outline';
}

/**
 * A line around the fewest patches that together hold a share of the weight on the picture, as SVG writes paths. Of regions it is
 * their boxes.
 * @param width of the picture on the page
 * @returns '' where no patch has any weight
 */
export function lineAround(
  { patches, regions, values, overlay }: LinesOf,
  share: number,
  width: number,
  height: number,
): string {
  const least = thresholdOf(values, share);
  if (least === Infinity) return '';
  const write = (loops: readonly (readonly Point[])[]) =>
    loops.map((loop) => `M${loop.map(([x, y]) => `${round(x * width)},${round(y * height)}`).join('L')}Z`).join('');
  if (regions) {
    return write(
      regions
        .filter((_, at) => values[at] >= least)
        .map(
          ([left, top, right, bottom]) =>
            [
              [left, top],
              [right, top],
              [right, bottom],
              [left, bottom],
            ] as Point[],
        ),
    );
  }
  if (overlay === 'outline') return write(outlines(values, patches, least));
  // Between the last patch that is inside and the first that is not: a line through its middle would leave it half out.
  const below = values.reduce((most, value) => (value < least && value > most ? value : most), 0);
  return write(contours(values, patches, (least + below) / 2));
}

const round = (length: number) => Math.round(length * 100) / 100;

/**
 * Lines of one height over weights that stand in the middles of their patches (marching squares; Lorensen & Cline 1987 in two
 * dimensions), mixed linearly in between. They are closed: at the edge of the picture along it.
 */
function contours(values: Float32Array, { rows, columns }: Patches, height: number): Point[][] {
  // Around the middles a ring at the picture's edge, as high as what is next to it, and one at the same place that is below.
  const place = (at: number, count: number) => Math.min(1, Math.max(0, (at - 1.5) / count));
  const lowered = height - 1;
  const valueAt = (row: number, column: number) => {
    if (row === 0 || column === 0 || row === rows + 3 || column === columns + 3) return lowered;
    const [r, c] = [Math.min(rows, Math.max(1, row - 1)) - 1, Math.min(columns, Math.max(1, column - 1)) - 1];
    const value = values[r * columns + c];
    return value > MASKED_BELOW ? value : lowered;
  };
  const wide = columns + 4;
  /** Beginning and end of each piece of a line, by the edges of the lattice that it crosses. */
  const next = new Map<number, number>();
  const points = new Map<number, Point>();
  const cross = (row: number, column: number, isDown: boolean) => {
    const id = (row * wide + column) * 2 + Number(isDown);
    if (points.has(id)) return id;
    const [from, to] = [valueAt(row, column), isDown ? valueAt(row + 1, column) : valueAt(row, column + 1)];
    const part = Math.min(1, Math.max(0, (height - from) / (to - from)));
    const along = (at: number, count: number, moves: boolean) => {
      const start = place(at, count);
      return moves ? start + (place(at + 1, count) - start) * part : start;
    };
    points.set(id, [along(column, columns, !isDown), along(row, rows, isDown)]);
    return id;
  };
  for (let row = 0; row < rows + 3; row++) {
    for (let column = 0; column < columns + 3; column++) {
      const corners = [
        valueAt(row, column),
        valueAt(row, column + 1),
        valueAt(row + 1, column + 1),
        valueAt(row + 1, column),
      ];
      const inside = corners.map((value) => value >= height);
      const edges = [
        () => cross(row, column, false),
        () => cross(row, column + 1, true),
        () => cross(row + 1, column, false),
        () => cross(row, column, true),
      ];
      // Around the cell: a line comes in where what is inside ends, and leaves where it begins again.
      const ends = [0, 1, 2, 3].filter((at) => inside[at] && !inside[(at + 1) % 4]);
      const begins = [0, 1, 2, 3].filter((at) => !inside[at] && inside[(at + 1) % 4]);
      // Of two corners that face each other the mean says whether they meet.
      const meet = ends.length === 2 && corners.reduce((sum, value) => sum + value, 0) / 4 >= height;
      for (const end of ends) {
        const after = (step: number) => begins.find((at) => (at - end + 4) % 4 === step);
        const begin = meet ? after(1) : (after(3) ?? after(2) ?? after(1));
        if (begin !== undefined) next.set(edges[end](), edges[begin]());
      }
    }
  }
  return chains(next, (id) => points.get(id)!);
}

/** Lines along the edges of the patches that have a weight or more. */
function outlines(values: Float32Array, { rows, columns }: Patches, least: number): Point[][] {
  const isInside = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < rows && column < columns && values[row * columns + column] >= least;
  const wide = columns + 1;
  const next = new Map<number, number>();
  // A corner where two patches touch is left once in each direction: it counts twice.
  const from = (row: number, column: number, direction: number) => (row * wide + column) * 4 + direction;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!isInside(row, column)) continue;
      // Clockwise: right along the top, down the right side, left along the bottom, up the left side.
      const sides = [
        [row - 1, column, row, column, row, column + 1],
        [row, column + 1, row, column + 1, row + 1, column + 1],
        [row + 1, column, row + 1, column + 1, row + 1, column],
        [row, column - 1, row + 1, column, row, column],
      ];
      const steps = [
        [0, 1],
        [1, 0],
        [0, -1],
        [-1, 0],
      ];
      sides.forEach(([otherRow, otherColumn, r, c, endRow, endColumn], direction) => {
        if (isInside(otherRow, otherColumn)) return;
        // The inside is on the right hand: right turns first keep patches apart that touch in a corner only.
        for (const turn of [1, 0, 3]) {
          const onward = (direction + turn) % 4;
          const [down, right] = steps[onward];
          if (isEdge(endRow, endColumn, down, right)) {
            next.set(from(r, c, direction), from(endRow, endColumn, onward));
            return;
          }
        }
      });
    }
  }
  function isEdge(row: number, column: number, down: number, right: number): boolean {
    // The patch on the right hand of that edge is inside, the one on its left is not.
    if (right === 1) return isInside(row, column) && !isInside(row - 1, column);
    if (right === -1) return isInside(row - 1, column - 1) && !isInside(row, column - 1);
    if (down === 1) return isInside(row, column - 1) && !isInside(row, column);
    return isInside(row - 1, column) && !isInside(row - 1, column - 1);
  }
  return chains(next, (id) => [(Math.floor(id / 4) % wide) / columns, Math.floor(id / 4 / wide) / rows]);
}

/** Pieces joined into closed lines, without points that lie between their neighbours. */
function chains(next: Map<number, number>, pointOf: (id: number) => Point): Point[][] {
  const loops: Point[][] = [];
  for (const start of next.keys()) {
    const loop: Point[] = [];
    for (let id: number | undefined = start; id !== undefined && next.has(id); ) {
      loop.push(pointOf(id));
      const following: number = next.get(id)!;
      next.delete(id);
      id = following;
    }
    const around = <T>(list: readonly T[], at: number) => list[(at + list.length) % list.length];
    // At the edge of the picture pieces have no length.
    const apart = loop.filter(([x, y], at) => x !== around(loop, at - 1)[0] || y !== around(loop, at - 1)[1]);
    const corners = apart.filter(([x, y], at) => {
      const [before, after] = [around(apart, at - 1), around(apart, at + 1)];
      return Math.abs((x - before[0]) * (after[1] - y) - (y - before[1]) * (after[0] - x)) > 1e-12;
    });
    if (corners.length > 2) loops.push(corners);
  }
  return loops;
}
