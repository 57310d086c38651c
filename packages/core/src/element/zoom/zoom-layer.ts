import { type ColorEncoding, type Matrix, paintPicture, type Reduction } from '../../color/index.js';
import { canvasContext } from '../canvas-context.js';
import { pointIn } from '../interaction/point-in.js';
import type { Cell } from '../interaction/cell-cursor.js';
import { Memo } from '../memo.js';
import type { Box } from '../parts/box.js';
import { lengthOf, type ZoomWindow } from './zoom-window.js';

/** Longest side of the small map, as a share of the matrix and in pixels, and its distance from the edge. */
const SHARE = 0.22;
const LONGEST = 110;
const AWAY = 6;

/** Least pixels of the frame of what is seen. */
const LEAST_FRAME = 3;

/** Whole of a matrix, as the small map has it. */
export interface MapContent {
  readonly matrix: Matrix;
  readonly look: ColorEncoding;
  readonly reduction: Reduction;
}

/** Layer over a plot: the small map of all of a matrix with a frame around what is seen, and the part that is being chosen. No reader of screens needs it: keys, buttons and sentences say the same. */
export class ZoomLayer {
  readonly #plot: HTMLElement;
  readonly #map: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #frame: HTMLElement;
  readonly #choice: HTMLElement;
  readonly #painted = new Memo<void>();
  #whole: { readonly rows: number; readonly columns: number } | null = null;

  /** @param moved called with the place of the map that a reader points at, in cells */
  constructor(plot: HTMLElement, moved: (at: Cell) => void) {
    const page = plot.ownerDocument;
    const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, kind: string) =>
      Object.assign(page.createElement(name), { className: kind, ariaHidden: 'true' });
    this.#plot = plot;
    this.#map = make('div', 'minimap');
    this.#canvas = make('canvas', 'minimap-cells');
    this.#frame = make('div', 'minimap-frame');
    this.#choice = make('div', 'zoom-choice');
    for (const part of [this.#map, this.#choice]) {
      part.toggleAttribute('data-figure-skip', true);
      part.hidden = true;
    }
    this.#map.append(this.#canvas, this.#frame);
    plot.append(this.#map, this.#choice);
    const point = (event: PointerEvent) => {
      event.stopPropagation();
      if (event.type === 'pointerdown' ? event.button !== 0 : event.buttons !== 1) return;
      if (event.type === 'pointerdown' && event.isTrusted) this.#map.setPointerCapture(event.pointerId);
      const [x, y] = pointIn(event);
      const { rows, columns } = this.#whole!;
      const [width, height] = [this.#map.clientWidth, this.#map.clientHeight];
      moved({ row: (y / height) * rows, column: (x / width) * columns });
    };
    this.#map.addEventListener('pointerdown', point);
    this.#map.addEventListener('pointermove', point);
    // What lies under the map is not meant.
    for (const type of ['click', 'dblclick', 'pointerup'])
      this.#map.addEventListener(type, (event) => event.stopPropagation());
  }

  /** Shows the part that is being chosen; null where none is. */
  choose(box: Box | null): void {
    this.#choice.hidden = box === null;
    if (box) place(this.#choice, box);
  }

  hide(): void {
    this.#map.hidden = true;
  }

  /**
   * Shows the map in a corner of a box: the upper right, which most attention leaves empty, or below it, where a cell up there is looked at.
   * @param spot where the reader looks, in the plot; null where that is nowhere
   */
  show(content: MapContent, { rows, columns }: ZoomWindow, box: Box, spot: { x: number; y: number } | null): void {
    const { matrix, look, reduction } = content;
    this.#whole = matrix;
    const scale = Math.min(LONGEST, SHARE * Math.max(box.width, box.height)) / Math.max(box.width, box.height);
    const [width, height] = [Math.max(8, Math.round(box.width * scale)), Math.max(8, Math.round(box.height * scale))];
    this.#map.hidden = false;
    const x = box.x + box.width - width - AWAY;
    const up = box.y + AWAY;
    const isUnder = spot !== null && spot.x > x - 2 * AWAY && spot.y < up + height + 2 * AWAY;
    place(this.#map, { x, y: isUnder ? box.y + box.height - height - AWAY : up, width, height });
    const side = (from: number, length: number, count: number, pixels: number) => {
      const long = Math.max(LEAST_FRAME, (length / count) * pixels);
      return [Math.min((from / count) * pixels, pixels - long), long] as const;
    };
    const [left, wide] = side(columns[0], lengthOf(columns), matrix.columns, width);
    const [top, tall] = side(rows[0], lengthOf(rows), matrix.rows, height);
    place(this.#frame, { x: left, y: top, width: wide, height: tall });
    this.#painted.of([matrix, look.table, look.scale, look.masked.join(), reduction, width, height], () => {
      const ratio = this.#plot.ownerDocument.defaultView?.devicePixelRatio ?? 1;
      const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
      Object.assign(this.#canvas, size);
      const tiles = [{ matrix, x: 0, y: 0, ...size }];
      const pixels = paintPicture({ ...size, tiles, look, reduction });
      canvasContext(this.#canvas)?.putImageData(new ImageData(pixels, size.width, size.height), 0, 0);
    });
  }
}

function place({ style }: HTMLElement, { x, y, width, height }: Box): void {
  Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}
