import type { Matrix } from '../../color/index.js';
import type { Box } from '../parts/box.js';

/**
 * Rectangles, in cells, that cover the cells of a kind and no others: runs along rows, joined where they are alike in the next row.
 * @param most null is returned where there are more
 */
export function cellRuns(
  { rows, columns, values }: Matrix,
  isOfKind: (value: number) => boolean,
  most: number,
): readonly Box[] | null {
  const runs: (Box & { height: number })[] = [];
  /** Those that end in the row above, by their first and last column. */
  let above = new Map<number, (typeof runs)[number]>();
  for (let y = 0; y < rows; y++) {
    const here: typeof above = new Map();
    for (let x = 0; x < columns; x++) {
      if (!isOfKind(values[y * columns + x])) continue;
      const first = x;
      while (x < columns && isOfKind(values[y * columns + x])) x++;
      const name = first * (columns + 1) + x;
      const run = above.get(name) ?? { x: first, y, width: x - first, height: 0 };
      if (run.height === 0) runs.push(run);
      run.height += 1;
      here.set(name, run);
    }
    if (runs.length > most) return null;
    above = here;
  }
  return runs;
}
