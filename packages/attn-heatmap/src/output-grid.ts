import { type Cell, type InteractiveGrid, Memo, pointIn, strongestCells } from '@attn-elements/core/element';
import type { HeatmapSpot } from './layout.js';
import type { OutputView } from './output-view.js';
import { spotAt } from './pixel.js';

/** Outputs as a grid: the numbers of one head, or many heads. */
export class OutputGrid implements InteractiveGrid<HeatmapSpot> {
  readonly plot = '.output';
  readonly #view: () => OutputView | null;
  readonly #ranked = new Memo<HeatmapSpot[]>();

  constructor(view: () => OutputView | null) {
    this.#view = view;
  }

  get size() {
    return this.#view()?.reading ?? null;
  }

  has({ panel, row, column }: HeatmapSpot): boolean {
    const raw = this.#view()?.composition.panels[panel]?.raw;
    return raw !== undefined && row < raw.rows && column < raw.columns;
  }

  spotIn({ row, column }: Cell): HeatmapSpot | null {
    const { layout, composition } = this.#view()!;
    if (composition.panels.length === 1) return { panel: 0, row, column };
    const panel = layout.tiles.findIndex((tile) => tile.row === row && tile.column === column);
    return panel < 0 ? null : { panel, row: 0, column: 0 };
  }

  cellOf({ panel, row, column }: HeatmapSpot): Cell {
    const { layout, composition } = this.#view()!;
    return composition.panels.length > 1 ? layout.tiles[panel] : { row, column };
  }

  spotAt(event: MouseEvent): HeatmapSpot | null {
    const view = this.#view();
    return view && spotAt(view.layout, view.composition, ...pointIn(event));
  }

  strongest(count: number): readonly HeatmapSpot[] | null {
    const { panels } = this.#view()!.composition;
    if (panels.length > 1) return null;
    const { values, columns } = panels[0].raw;
    return this.#ranked.of([values], () =>
      strongestCells(values.map(sizeOf), columns, count).map((cell) => ({ panel: 0, ...cell })),
    );
  }
}

/** Size of a value; masked ones stay what is smaller than any. */
const sizeOf = (value: number): number => (Number.isFinite(value) ? Math.abs(value) : -Infinity);
