import { MASKED_BELOW } from '../../math/index.js';

/** A cell by row and column. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Rows that Page Up and Page Down move by. */
const PAGE = 10;

/**
 * Where a key takes the cursor in a grid of `rows` × `columns`, null where the key is not one of the grid's:
 * arrows, Home and End (with Control: the corners), Page Up and Page Down, as in the ARIA grid pattern.
 */
export function moveCursor(cell: Cell, key: string, control: boolean, rows: number, columns: number): Cell | null {
  const clamp = (row: number, column: number): Cell => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  const { row, column } = cell;
  switch (key) {
    case 'ArrowUp':
      return clamp(row - 1, column);
    case 'ArrowDown':
      return clamp(row + 1, column);
    case 'ArrowLeft':
      return clamp(row, column - 1);
    case 'ArrowRight':
      return clamp(row, column + 1);
    case 'PageUp':
      return clamp(row - PAGE, column);
    case 'PageDown':
      return clamp(row + PAGE, column);
    case 'Home':
      return clamp(control ? 0 : row, 0);
    case 'End':
      return clamp(control ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}

/** The strongest cells of a matrix, strongest first, at most `count`: what `n` and `p` step through. */
export function strongestCells(values: ArrayLike<number>, columns: number, count: number): Cell[] {
  // Almost every value fails the first comparison: what a heap would save is not worth its code.
  const best: number[] = [];
  let weakest = MASKED_BELOW;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!(value > weakest)) continue;
    let place = best.length;
    while (place > 0 && values[best[place - 1]] < value) place--;
    best.splice(place, 0, index);
    if (best.length > count) best.pop();
    if (best.length === count) weakest = values[best[count - 1]];
  }
  return best.map((index) => ({ row: Math.floor(index / columns), column: index % columns }));
}
