import { isSigned, type Matrix, reduceMatrix } from '@attn-elements/core/color';
import {
  type Cell,
  columnLabels,
  type MatrixReading,
  Memo,
  rowLabels,
  type TextMeasure,
  type ThemeColors,
  type ZoomHost,
  ZoomPart,
  type ZoomWindow,
} from '@attn-elements/core/element';
import type { FigureTools } from '@attn-elements/core/element/base';
import type { HeatmapLayout, HeatmapSpot, Texts } from './layout.js';
import type { HeatmapComposition } from './model.js';
import type { HeatmapSentences } from './strings.js';
import { heatmapColorEncodingOf, spotBox } from './view.js';
import type { HeatmapView } from './view-model.js';

/** Composition and layout of one rendering, of all of a matrix or of a part. */
export type HeatmapPlan = Pick<HeatmapView, 'composition' | 'layout'>;

/** The figure around a zoomed head. */
export interface HeatmapZoomContext extends Pick<FigureTools<HeatmapSentences>, 'language' | 'number'> {
  readonly cursor: () => Cell;
  /** Takes the keyboard to a cell. */
  readonly reach: (cell: Cell) => void;
  /** Another part is seen; the page is to be told of it. */
  readonly seen: () => void;
  readonly told: () => void;
}

/** A part of one head shown large: its cells, its tokens, and all by which a reader moves it. */
export class HeatmapZoom {
  readonly #part: ZoomPart;
  readonly #cut = new Memo<HeatmapComposition>();
  readonly #laidOut = new Memo<HeatmapLayout>();
  /** Composition and layout of all of the matrix. */
  #whole: HeatmapPlan | null = null;
  #texts: Texts | null = null;

  constructor(host: ZoomHost, context: HeatmapZoomContext) {
    const one = () => (this.#whole?.composition.panels.length === 1 ? this.#whole : null);
    this.#part = new ZoomPart(host, {
      ...context,
      size: () => one()?.composition.panels[0].shown ?? null,
      box: () => this.#whole!.layout.canvas,
      sides: () => {
        const { queryTitle, keyTitle, tokens } = this.#texts!;
        const { rows, columns } = this.#whole!.composition.panels[0].shown;
        const { query, key } = tokens(0);
        return [
          { side: 'row', name: queryTitle, count: rows, tokens: query },
          { side: 'column', name: keyTitle, count: columns, tokens: key },
        ];
      },
    });
  }

  /** Shows the part that the host's `zoom` names of what there is. */
  cut(whole: HeatmapPlan, texts: Texts, measure: TextMeasure): HeatmapPlan {
    this.#whole = whole;
    this.#texts = texts;
    const { window } = this.#part;
    if (!window) return whole;
    const { composition, layout } = whole;
    const { rows, columns } = window;
    const { isMoving } = this.#part.control;
    const cut = this.#cut.of([composition, isMoving, ...rows, ...columns], () =>
      isMoving ? movingComposition(whole, window) : cutComposition(composition, window),
    );
    const laidOut = this.#laidOut.of([layout, measure, ...rows, ...columns], () =>
      cutLayout(layout, window, texts.tokens(0), measure),
    );
    return { composition: cut, layout: laidOut };
  }

  /** Whether the part is being moved. */
  get isMoving(): boolean {
    return this.#part.control.isMoving;
  }

  /** Cells that are shown; null where all are. */
  get window(): ZoomWindow | null {
    return this.#part.window;
  }

  /** The part that is shown, as it is listed. */
  listed(reading: MatrixReading): MatrixReading {
    const { window } = this;
    if (!window) return reading;
    const [row, column] = [window.rows[0], window.columns[0]];
    return {
      label: reading.label,
      origin: { row, column },
      rows: window.rows[1] - row,
      columns: window.columns[1] - column,
      rowName: (r) => reading.rowName(row + r),
      columnName: (c) => reading.columnName(column + c),
      value: (r, c) => reading.value(row + r, column + c),
      sentence: (r, c) => reading.sentence(row + r, column + c),
    };
  }

  tools(): unknown {
    return this.#part.tools();
  }

  get hint(): string | null {
    return this.#part.hint;
  }

  get help(): string {
    return this.#part.help;
  }

  /** Note on what part is shown, for a list of notes or as a sentence. */
  notes({ queryTitle, keyTitle }: Texts, how: 'shown' | 'seen' = 'shown'): readonly string[] {
    return this.#part.note(how, { rows: queryTitle, columns: keyTitle });
  }

  /** Shows a cell that keys or a program have reached. */
  reveal(spot: HeatmapSpot): void {
    this.#part.control.reveal(spot);
  }

  draw(view: HeatmapView, plot: HTMLElement, colors: ThemeColors, spot: HeatmapSpot | null): void {
    const { composition } = this.#whole!;
    const look = heatmapColorEncodingOf(composition, colors);
    const content = { matrix: composition.panels[0].shown, look, reduction: composition.options.reduction };
    this.#part.draw(plot, content, spot && spotBox(view.layout, view.composition, spot));
  }
}

function cutComposition(composition: HeatmapComposition, { rows, columns }: ZoomWindow): HeatmapComposition {
  const [panel] = composition.panels;
  const shown = cutMatrix(panel.shown, { rows, columns });
  return { ...composition, panels: [{ ...panel, shown }], origin: { row: rows[0], column: columns[0] } };
}

/** The same while the window moves: cells that share a pixel are painted without a copy of all of them. */
function movingComposition({ composition, layout }: HeatmapPlan, window: ZoomWindow): HeatmapComposition {
  const [panel] = composition.panels;
  const [{ width, height }] = layout.tiles;
  const [down, across] = [height, width].map((length) => Math.max(1, Math.round(length * layout.pixelRatio)));
  const part = {
    row: window.rows[0],
    column: window.columns[0],
    rows: window.rows[1] - window.rows[0],
    columns: window.columns[1] - window.columns[0],
  };
  const cut = new CutMatrix(panel.shown, window);
  if (part.rows <= down && part.columns <= across) {
    return { ...composition, panels: [{ ...panel, shown: cut }], origin: part };
  }
  const painted = reduceMatrix(panel.shown, down, across, composition.options.reduction, isSigned(composition), part);
  return { ...composition, panels: [{ ...panel, shown: cut, painted }], origin: part };
}

/** Part of a matrix that is copied when somebody reads it. */
class CutMatrix implements Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly #matrix: Matrix;
  readonly #window: ZoomWindow;
  #values: Float32Array | null = null;

  constructor(matrix: Matrix, window: ZoomWindow) {
    this.#matrix = matrix;
    this.#window = window;
    this.rows = window.rows[1] - window.rows[0];
    this.columns = window.columns[1] - window.columns[0];
  }

  get values(): Float32Array {
    this.#values ??= cutMatrix(this.#matrix, this.#window).values;
    return this.#values;
  }
}

/** Cells of a window, in the order of rows. */
function cutMatrix({ columns: all, values }: Matrix, { rows, columns }: ZoomWindow): Matrix {
  const [height, width] = [rows[1] - rows[0], columns[1] - columns[0]];
  if (width === all) return { rows: height, columns: width, values: values.subarray(rows[0] * all, rows[1] * all) };
  const cut = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = (rows[0] + row) * all + columns[0];
    cut.set(values.subarray(start, start + width), row * width);
  }
  return { rows: height, columns: width, values: cut };
}

/** The same room, with the labels of the tokens that are seen: nothing moves while a reader does. */
function cutLayout(
  layout: HeatmapLayout,
  { rows, columns }: ZoomWindow,
  { query, key }: ReturnType<Texts['tokens']>,
  measure: TextMeasure,
): HeatmapLayout {
  const [tile] = layout.tiles;
  const names = (tokens: readonly string[] | null, [from, end]: readonly [number, number]) =>
    tokens ? tokens.slice(from, end) : Array.from({ length: end - from }, (_, i) => String(from + i));
  const [rowNames, columnNames] = [names(query, rows), names(key, columns)];
  const [down, across] = [tile.height / rowNames.length, tile.width / columnNames.length];
  const queryLabels = rowLabels(rowNames, down, layout.labelRoom, measure, !query, rows[0]);
  const keyLabels = columnLabels(columnNames, across, tile.keyLabels!.depth, measure, !key, columns[0]);
  return { ...layout, tiles: [{ ...tile, queryLabels, keyLabels }] };
}
