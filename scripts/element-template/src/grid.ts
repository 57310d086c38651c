import {
  type AttentionGrid,
  type Cell,
  type CellDetail,
  type CellPlace,
  FigureGrid,
  Memo,
  strongestCells,
} from '@attn-elements/core/element';
import type { View } from './view.js';

/** The cells of the head as a grid: what is under a pointer, which are strongest, what events tell of one. */
export class HeadGrid extends FigureGrid<Cell, View> implements AttentionGrid<Cell> {
  readonly #ranked = new Memo<Cell[]>();

  get size() {
    return this.shown?.reading ?? null;
  }

  /** The cell that another element of the group looks at; null where there is none. */
  get linked(): Cell | null {
    const { query, key } = this.interaction.group.linked ?? {};
    const cell = { row: query ?? -1, column: key ?? -1 };
    return cell.row >= 0 && cell.column >= 0 && this.has(cell) ? cell : null;
  }

  has({ row, column }: Cell): boolean {
    const { rows, columns } = this.size ?? { rows: 0, columns: 0 };
    return row < rows && column < columns;
  }

  spotIn = (cell: Cell): Cell => cell;
  cellOf = (cell: Cell): Cell => cell;

  spotAt(event: MouseEvent): Cell | null {
    const { x, y, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const { rows, columns } = this.size!;
    const cell = {
      row: Math.floor(((event.clientY - y) / height) * rows),
      column: Math.floor(((event.clientX - x) / width) * columns),
    };
    return cell.row >= 0 && cell.column >= 0 && this.has(cell) ? cell : null;
  }

  strongest(count: number): readonly Cell[] {
    const { values, columns } = this.view.composition.panel.raw;
    return this.#ranked.of([values], () => strongestCells(values, columns, count));
  }

  detail({ row, column }: Cell): CellDetail {
    const { composition, tokens } = this.view;
    const { layer, head, raw } = composition.panel;
    const weight = raw.values[row * raw.columns + column];
    const [queryToken, keyToken] = [tokens.query?.[row] ?? null, tokens.key?.[column] ?? null];
    return { layer, head, query: row, key: column, weight, queryToken, keyToken };
  }

  placeOf(cell: Cell | null) {
    const { layer, head } = this.view.composition.panel;
    return { layer, head, query: cell?.row ?? null, key: cell?.column ?? null };
  }

  spotOf = ({ query, key }: CellPlace): Cell => ({ row: query ?? 0, column: key ?? 0 });
}
