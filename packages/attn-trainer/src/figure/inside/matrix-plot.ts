import { type ColorScale, isSigned, type Matrix, pixelCell } from '@attn-elements/core/color';
import {
  arrowSteps,
  type Cell,
  cellAt,
  cellBox,
  cellGrid,
  type GridActions,
  GridInteraction,
  type GridSize,
  type InteractiveGrid,
  legendTemplate,
  markBox,
  type MatrixReading,
  matrixFrame,
  matrixPicture,
  Memo,
  paintColorBar,
  plotTemplate,
  pointIn,
  readoutTemplate,
  StageController,
  strongestCells,
} from '@attn-elements/core/element';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { InsideParts } from './inside-parts.js';
import { type MatrixLayout, layOutMatrix, type MatrixSides } from './matrix-layout.js';

/** Matrix in a panel: its numbers, their colours, and their names. */
export interface PlottedMatrix extends MatrixSides {
  readonly values: Float32Array;
  readonly reading: MatrixReading;
  readonly scale: ColorScale;
  /** Colours, [256, RGB]. */
  readonly table: Uint8Array;
  /** Sentence on how values became colours. */
  readonly legend: string;
  /** A column that is looked at; null is none. */
  readonly chosenColumn?: number | null;
  /** Text in a cell, where cells are large enough; null is none. */
  readonly textOf?: (row: number, column: number) => string | null;
  /** Does what a cell is pressed for, beside being marked. */
  readonly activate?: (cell: Cell) => void;
}

/** Least side of a cell that a text stands in. */
const TEXT_CELL = 20;

/** A matrix that is pointed at and read cell by cell: drawn, with its names, its readout and its legend. */
export class MatrixPlot implements InteractiveGrid<Cell>, GridActions<Cell> {
  readonly plot: string;
  readonly cells: GridInteraction<Cell>;
  readonly #parts: InsideParts;
  readonly #name: string;
  readonly #stage: StageController;
  readonly #laidOut = new Memo<MatrixLayout>();
  readonly #drawn = new Memo<void>();
  readonly #painted = new Memo<void>();
  #matrix: PlottedMatrix | null = null;
  #layout: MatrixLayout | null = null;
  #ranked: Cell[] = [];

  /** @param name tells its plot from others of the figure */
  constructor(name: string, parts: InsideParts) {
    this.#name = name;
    this.#parts = parts;
    this.plot = `.inside-${name}`;
    const { host } = parts;
    this.cells = new GridInteraction(host, this, this);
    this.#stage = new StageController(host, () => this.#find('canvas.cells-drawn') ?? document.createElement('canvas'));
  }

  render(matrix: PlottedMatrix): TemplateResult {
    const { say, tell, plot } = this.#parts;
    const { room, measure } = plot.layout(12);
    const { rows, columns, rowNames, columnNames, reading } = matrix;
    this.#matrix = matrix;
    const sides = [rows, columns, rowNames?.join('\n'), columnNames?.join('\n'), matrix.highest];
    const layout = this.#laidOut.of([...sides, room.width, room.pixelRatio, measure], () =>
      layOutMatrix(matrix, room, measure),
    );
    this.#layout = layout;
    const { spot } = this.cells;
    return html`<div class="inside-plot">
      ${plotTemplate(
        this.cells,
        html`${cellGrid(reading, this.cells.cursor, tell('matrixHelp'), this.cells.onKey, this.#name)}
          <div class="inside-matrix" .style=${`height:${layout.height}px`}>
            <svg class="tokens" aria-hidden="true" height=${layout.height}>
              ${matrixFrame(layout.tile, matrix, 0)}
            </svg>
            <canvas class="cells-drawn" aria-hidden="true" .style=${`height:${layout.height}px`}></canvas>
            <svg class="texts" aria-hidden="true" height=${layout.height}>
              ${this.#texts(matrix, layout)}
            </svg>
            <svg class="marks on" aria-hidden="true" height=${layout.height}>${this.#marks(matrix, layout)}</svg>
          </div>`,
        `inside-${this.#name}`,
      )}
      ${readoutTemplate({
        spoken: spot && reading.sentence(spot.row, spot.column),
        hint: say('hint'),
        steps: [...arrowSteps(say), [say('stronger'), '★', 'n']],
        press: (key) => this.cells.press(key),
      })}
      ${this.#legend(matrix)}
    </div>`;
  }

  /** Draws what was rendered and has changed. */
  draw(): void {
    const [matrix, layout] = [this.#matrix, this.#layout];
    const canvas = this.#find('canvas.cells-drawn');
    if (!matrix || !layout || !canvas) return;
    const { colors } = this.#parts.plot;
    const { values, rows, columns, scale, table } = matrix;
    const legend = this.#find('.legend');
    if (legend) this.#painted.of([legend, table], () => paintColorBar(legend, table));
    this.#drawn.of([values, scale.domain[0], scale.domain[1], table, layout, colors, canvas], () => {
      const { width, height, tile, pixelRatio } = layout;
      this.#stage.show(
        matrixPicture({
          canvas: { x: 0, y: 0, width, height },
          tiles: [tile],
          matrices: [{ rows, columns, values }],
          look: { table, scale, ...colors },
          reduction: 'max',
          pixelRatio,
        }),
      );
    });
  }

  /** Draws also what waits for its frame. */
  drawNow(): void {
    if (this.#matrix && this.#find('canvas.cells-drawn')) this.#stage.drawNow();
  }

  get size(): GridSize | null {
    return this.#matrix;
  }

  spotIn(cell: Cell): Cell {
    return cell;
  }

  cellOf(spot: Cell): Cell {
    return spot;
  }

  has({ row, column }: Cell): boolean {
    return this.#matrix !== null && row < this.#matrix.rows && column < this.#matrix.columns;
  }

  /** Of several cells under a pixel the one whose colour it has. */
  spotAt(event: MouseEvent): Cell | null {
    const [matrix, layout] = [this.#matrix, this.#layout];
    if (!matrix || !layout) return null;
    const { tile, pixelRatio } = layout;
    const [x, y] = pointIn(event);
    const cell = cellAt([tile], () => matrix, x, y);
    const [width, height] = [tile.width, tile.height].map((side) => Math.max(1, Math.round(side * pixelRatio)));
    if (!cell || (matrix.columns <= width && matrix.rows <= height))
      return cell && { row: cell.row, column: cell.column };
    const place = (at: number, from: number, side: number, pixels: number) =>
      Math.min(pixels - 1, Math.floor(((at - from) / side) * pixels));
    const across = [place(x, tile.x, tile.width, width), width] as const;
    const down = [place(y, tile.y, tile.height, height), height] as const;
    const { row, column } = pixelCell(matrix as Matrix, down, across, 'max', isSigned(matrix));
    return { row, column };
  }

  /** The farthest from 0: the same list as long as the matrix goes on, so that stepping does. */
  strongest(count: number): readonly Cell[] {
    const { values, columns } = this.#matrix!;
    this.#ranked.splice(0, this.#ranked.length, ...strongestCells(values.map(Math.abs), columns, count));
    return this.#ranked;
  }

  forget(): void {
    this.#ranked = [];
  }

  hovered(): void {}

  pinned(): void {}

  activate(cell: Cell): void {
    this.cells.pin(cell);
    this.#matrix?.activate?.(cell);
  }

  #marks(matrix: PlottedMatrix, { tile }: MatrixLayout): unknown {
    const { pinned, hovered, cursor } = this.cells;
    const mark = (kind: string, cell: Cell | null) =>
      cell ? markBox(kind, cellBox(tile, matrix, cell), { isSaved: false }) : nothing;
    const { chosenColumn = null } = matrix;
    const box = (column: number) => ({ ...cellBox(tile, matrix, { row: 0, column }), height: tile.height });
    return [
      chosenColumn === null ? nothing : markBox('chosen', box(chosenColumn)),
      mark('pinned', pinned),
      mark('hovered', hovered),
      mark('cursor', cursor),
    ];
  }

  #texts({ rows, columns, textOf, ...matrix }: PlottedMatrix, { tile }: MatrixLayout): unknown {
    if (!textOf || Math.min(tile.width / columns, tile.height / rows) < TEXT_CELL) return nothing;
    const { scale, values } = matrix;
    return Array.from(values, (value, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      const text = textOf(row, column);
      if (text === null) return nothing;
      const { x, y, width, height } = cellBox(tile, { rows, columns }, { row, column });
      // Light colours are the upper half of the map.
      const isLight = value > (scale.domain[0] + scale.domain[1]) / 2;
      return svg`<text class=${isLight ? 'on-light' : 'on-dark'} x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${text}</text>`;
    });
  }

  #legend({ legend, scale }: PlottedMatrix): TemplateResult {
    const { number, plot } = this.#parts;
    const { room, measure } = plot.layout(12);
    return legendTemplate({ sentence: legend, marks: [], scale, format: number, measure, width: room.width });
  }

  #find<Found extends HTMLElement = HTMLCanvasElement>(selector: string): Found | null {
    const plot = this.#parts.host.shadowRoot!.querySelector(this.plot);
    return plot?.closest('.inside-plot')?.querySelector<Found>(selector) ?? null;
  }
}
