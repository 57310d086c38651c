import type { Matrix } from '@attn-elements/core/color';

/** Options of the patches, as an author gives them; null is found from the numbers. */
export interface PatchOptions {
  /** Rows and columns of the grid. */
  readonly grid: readonly [rows: number, columns: number] | null;
  /** Tokens before the patches: a class token, registers. */
  readonly lead: number | null;
  /** Axis of the attention that the patches are on. */
  readonly side: PatchSide | null;
  /** Number of boxes in place of a grid. */
  readonly regions: number | null;
}

export const patchSides = ['key', 'query'] as const;
export type PatchSide = (typeof patchSides)[number];

/** Places of the patches of a picture in a matrix of attention. */
export interface Patches {
  readonly side: PatchSide;
  /** Tokens before the patches. */
  readonly lead: number;
  /** Rows and columns of the grid; regions are so many rows of one. */
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  readonly isRegions: boolean;
  /** Whether both axes are these patches, so that a patch can be the query. */
  readonly isSelf: boolean;
  /** Whether the matrix itself is the picture: one weight a patch, and no query. */
  readonly isMap: boolean;
}

/** Smallest side of a square that is found without being told. */
const SMALLEST_SIDE = 2;

/**
 * Finds the patches: on the keys, else on the queries, else the matrix is itself laid over the picture, row by row. Without a grid
 * or regions they are a square, with or without one token before it.
 * A vector, and a square matrix whose rows each sum to 1, are never laid over the picture themselves: they are what queries give to keys.
 * @param isBare whether it is one matrix, and nothing says that its rows and columns are queries and keys
 * @returns null where nothing fits
 */
export function findPatches(queries: number, keys: number, options: PatchOptions, isBare: boolean): Patches | null {
  const { grid, regions, side } = options;
  const isTold = grid !== null || regions !== null || options.lead !== null;
  // Rows of weights that nobody calls queries are taken for rows of the picture.
  const sides = side ? [side] : isBare && !isTold ? (['key'] as const) : patchSides;
  for (const one of sides) {
    const fit = fitAxis(one === 'key' ? keys : queries, options);
    if (fit) return { ...fit, side: one, isSelf: queries === keys && one === 'key', isMap: false };
  }
  const isGiven = grid !== null && grid[0] === queries && grid[1] === keys;
  if (side || regions !== null || !(isGiven || (grid === null && isBare && queries > 1))) return null;
  const count = queries * keys;
  return { side: 'key', lead: 0, rows: queries, columns: keys, count, isRegions: false, isSelf: false, isMap: true };
}

type Fit = Pick<Patches, 'lead' | 'rows' | 'columns' | 'count' | 'isRegions'>;

function fitAxis(length: number, { grid, lead, regions }: PatchOptions): Fit | null {
  if (regions !== null || grid) {
    const [rows, columns] = regions === null ? grid! : [regions, 1];
    const before = length - rows * columns;
    if (before < 0 || (lead !== null && lead !== before)) return null;
    return { lead: before, rows, columns, count: rows * columns, isRegions: regions !== null };
  }
  for (const before of lead === null ? [0, 1] : [lead]) {
    const side = Math.sqrt(length - before);
    if (Number.isInteger(side) && side >= SMALLEST_SIDE) {
      return { lead: before, rows: side, columns: side, count: side * side, isRegions: false };
    }
  }
  return null;
}

/** Largest distance of a sum from 1 by rounding to half precision alone. */
const ROUNDING = 0.01;

/** Whether a matrix is what positions give to one another: square, and each row sums to 1. */
export function isSelfAttention({ rows, columns, values }: Matrix): boolean {
  if (rows !== columns) return false;
  for (let row = 0; row < rows; row++) {
    const sum = values.subarray(row * columns, (row + 1) * columns).reduce((total, value) => total + value, 0);
    if (!(Math.abs(sum - 1) <= ROUNDING)) return false;
  }
  return true;
}
