import type { ReactiveControllerHost } from 'lit';
import { canvasContext } from '../canvas-context.js';
import { keepDrawing } from '../canvas-drawing.js';
import { isOnPaper, settleOnPaper } from '../paper.js';
import { Nearness } from '../nearness.js';
import { windowOf } from '../tree.js';
import { PiecewisePath } from './piecewise-path.js';
import type { StrokePicture } from './stroke-picture.js';

/** Device pixels per CSS pixel at least, for paper. */
const PRINT_RATIO = 3;

/** Draws paths onto an element's canvas, sharp at any pixel ratio: only when they changed, and once they are about to be seen, else when the page is idle. */
export class StrokeCanvas {
  readonly #host: HTMLElement;
  readonly #canvas: () => HTMLCanvasElement | null;
  readonly #nearness: Nearness;
  #picture: StrokePicture | null = null;
  #dirty = false;

  constructor(host: ReactiveControllerHost & HTMLElement, canvas: () => HTMLCanvasElement | null) {
    this.#host = host;
    this.#canvas = canvas;
    this.#nearness = new Nearness(host, (why) => {
      if (why === 'print') this.#draw(this.#paperRatio);
      else this.drawNow();
    });
  }

  /** Shows a drawing in place of the present one. */
  show(picture: StrokePicture): void {
    this.#picture = picture;
    this.#dirty = true;
    if (this.#nearness.isNear) this.drawNow();
    else this.#nearness.whenIdle();
  }

  /** Draws now what was not drawn yet. */
  drawNow(): void {
    if (this.#dirty) this.#draw(isOnPaper(this.#host) ? this.#paperRatio : this.#pixelRatio);
  }

  get #pixelRatio(): number {
    return windowOf(this.#host).devicePixelRatio || 1;
  }

  get #paperRatio(): number {
    return Math.max(PRINT_RATIO, this.#pixelRatio);
  }

  #draw(ratio: number): void {
    const canvas = this.#canvas();
    const context = canvas && canvasContext(canvas);
    if (!this.#picture || !canvas || !context) return;
    const { width, height, strokes } = this.#picture;
    // Setting the size also clears.
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(canvas.width / width, canvas.height / height);
    context.lineJoin = 'round';
    for (const stroke of strokes) {
      context.strokeStyle = stroke.color;
      context.lineWidth = stroke.width;
      context.globalAlpha = stroke.opacity ?? 1;
      // Where something shines through, pieces that overlap would be seen: the browser writes opaque colours as #rrggbb.
      const isOpaque = context.globalAlpha === 1 && String(context.strokeStyle).startsWith('#');
      context.beginPath();
      stroke.trace(isOpaque ? new PiecewisePath(context) : context, 1 / ratio);
      context.stroke();
    }
    settleOnPaper(this.#host, canvas);
    keepDrawing(canvas, { kind: 'strokes', picture: this.#picture });
    this.#dirty = false;
  }
}
