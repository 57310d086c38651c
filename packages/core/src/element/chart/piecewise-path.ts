import type { PathSink } from './lines.js';

/**
 * Lines of a piece. The time that a path takes grows with the square of its lines where they cross the same rows of pixels: 100
 * curves, 900 pixels wide, took seven times as long in one path each. Shorter pieces gain nothing more.
 */
const LINES = 64;

/** Strokes a long path in pieces; the last one is left to be stroked. */
export class PiecewisePath implements PathSink {
  readonly #context: CanvasRenderingContext2D;
  #lines = 0;
  #x = 0;
  #y = 0;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  moveTo(x: number, y: number): void {
    this.#context.moveTo(x, y);
    [this.#x, this.#y] = [x, y];
  }

  bezierCurveTo(...[x1, y1, x2, y2, x, y]: [number, number, number, number, number, number]): void {
    this.#context.bezierCurveTo(x1, y1, x2, y2, x, y);
    [this.#x, this.#y] = [x, y];
  }

  lineTo(x: number, y: number): void {
    const context = this.#context;
    context.lineTo(x, y);
    this.#lines += 1;
    if (this.#lines === LINES) {
      context.stroke();
      context.beginPath();
      // Once more, so that it is joined to the line after it.
      context.moveTo(this.#x, this.#y);
      context.lineTo(x, y);
      this.#lines = 1;
    }
    [this.#x, this.#y] = [x, y];
  }
}
