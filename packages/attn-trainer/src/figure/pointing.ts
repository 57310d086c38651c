import {
  type Cell,
  fireAttention,
  type GridActions,
  GridInteraction,
  type GridSize,
  type InteractiveGrid,
  type MatrixCell,
  noCell,
  strongestCells,
} from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { TrainerMark } from './heads-template.js';
import type { AttentionReader } from './reading.js';

/** Attention that is shown at present, and the cell of it under a pointer. */
export interface TrainerPointed {
  readonly reader: AttentionReader;
  spotOf(event: MouseEvent): MatrixCell | null;
}

/** One head of what is shown as a grid, and what follows from pointing at any of them. */
export class TrainedGrid implements InteractiveGrid<MatrixCell>, GridActions<MatrixCell> {
  readonly cells: GridInteraction<MatrixCell>;
  /** Selector of its panel, where there are several. */
  readonly plot: string | undefined;
  readonly #host: HTMLElement;
  readonly #shown: () => TrainerPointed | null;
  /** The strongest cells of a head: of every step of a run the same list, so that stepping through them goes on. */
  #ranked: { readonly panel: number; readonly spots: MatrixCell[] } | null = null;
  /** The head of the keyboard. */
  #panel = 0;

  /** @param panel selector of its panel among others, of which the page is told nothing */
  constructor(host: ReactiveControllerHost & HTMLElement, shown: () => TrainerPointed | null, panel?: string) {
    this.#host = host;
    this.plot = panel;
    this.#shown = shown;
    this.cells = new GridInteraction(host, this, this);
  }

  /** The cell of the keyboard, and the head that it is in. */
  get cursor(): MatrixCell {
    return this.#shown() ? this.spotIn(this.cells.cursor) : { panel: 0, row: 0, column: 0 };
  }

  get marks(): TrainerMark[] {
    const { pinned, hovered } = this.cells;
    const marks: TrainerMark[] = [];
    const add = (kind: TrainerMark['kind'], spot: MatrixCell | null) => spot && marks.push({ kind, spot });
    add('pinned', pinned);
    add('hovered', hovered);
    add('cursor', this.cursor);
    return marks;
  }

  get size(): GridSize | null {
    return this.#shown()?.reader.matrix(this.#at) ?? null;
  }

  has({ panel, row, column }: MatrixCell): boolean {
    const reader = this.#shown()?.reader;
    if (!reader || panel >= reader.panels) return false;
    return row < reader.matrix(panel).rows && column < reader.columnsIn(row);
  }

  spotIn({ row, column }: Cell): MatrixCell {
    return { panel: this.#at, row, column: Math.min(column, this.#shown()!.reader.columnsIn(row) - 1) };
  }

  cellOf({ row, column }: MatrixCell): Cell {
    return { row, column };
  }

  enter({ panel }: MatrixCell): void {
    this.#panel = panel;
  }

  forget(): void {
    this.#panel = 0;
    this.#ranked = null;
  }

  spotAt(event: MouseEvent): MatrixCell | null {
    return this.#shown()?.spotOf(event) ?? null;
  }

  strongest(count: number): readonly MatrixCell[] {
    const panel = this.#at;
    const { values, columns } = this.#shown()!.reader.strengths(panel);
    if (this.#ranked?.panel !== panel) this.#ranked = { panel, spots: [] };
    const { spots } = this.#ranked;
    spots.splice(0, spots.length, ...strongestCells(values, columns, count).map((cell) => ({ panel, ...cell })));
    return spots;
  }

  hovered(spot: MatrixCell | null): void {
    const reader = this.#shown()?.reader;
    if (this.plot !== undefined) return;
    fireAttention(this.#host, 'attn-hover', spot && reader ? reader.detail(spot) : noCell);
  }

  pinned(spot: MatrixCell | null): void {
    if (spot && this.plot === undefined) fireAttention(this.#host, 'attn-select', this.#shown()!.reader.detail(spot));
  }

  activate(spot: MatrixCell): void {
    this.cells.pin(spot);
  }

  /** To the same place of another head. */
  step(by: 1 | -1): boolean {
    const { panels } = this.#shown()!.reader;
    this.cells.reach({ ...this.cursor, panel: Math.min(panels - 1, Math.max(0, this.#at + by)) });
    return true;
  }

  /** The head of the keyboard, among those that there are. */
  get #at(): number {
    return Math.min(this.#panel, (this.#shown()?.reader.panels ?? 1) - 1);
  }
}
