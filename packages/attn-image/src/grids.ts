/** Rows and columns of patches. */
export type Grid = readonly [rows: number, columns: number];

/** Smallest side of a grid that is found without being told. */
const SMALLEST_SIDE = 2;

/**
 * The grids that so many patches can be: a square, as of pictures that are made square for the model, and such as have the ratio of
 * the picture, whose patches are squares of it.
 * @param ratio width by height of the picture, null where it is not known
 */
export function gridsOf(count: number, ratio: number | null): readonly Grid[] {
  const found: Grid[] = [];
  for (let rows = SMALLEST_SIDE; rows * SMALLEST_SIDE <= count; rows++) {
    const columns = count / rows;
    if (!Number.isInteger(columns)) continue;
    if (columns === rows || (ratio !== null && hasRatio(rows, columns, ratio))) found.push([rows, columns]);
  }
  return found;
}

/** Whether a side that the picture's ratio gives is rounded, up or down, to the grid's. */
const hasRatio = (rows: number, columns: number, ratio: number): boolean =>
  Math.abs(columns - ratio * rows) < 1 && Math.abs(rows - columns / ratio) < 1;
