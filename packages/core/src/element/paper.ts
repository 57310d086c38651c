import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { canvasContext } from './canvas-context.js';
import { frameOf, windowOf } from './tree.js';

/** On an element's frame while it is printed. */
const PAPER = 'data-paper';

/** Width of the figure on the screen, in pixels. */
const SCREEN_WIDTH = '--_screen-width';

/** Width of a figure that has none on the screen, as in a closed tab that is open on paper: that of A4 between margins of 2 cm, in pixels. */
export const PAPER_WIDTH = 640;

/** Whether an element is being printed: it is laid out as it was on the screen, and draws at once, wherever it is. */
export const isOnPaper = (host: Element): boolean => frameOf(host)?.hasAttribute(PAPER) ?? false;

/**
 * Makes pixels of what was drawn for paper. While a page is printed, Chromium keeps what is drawn as commands, and repeats them there: a
 * ground that was cleared is then opaque white over what lies under the canvas, and lines end elsewhere than on the screen.
 */
export function settleOnPaper(host: Element, canvas: HTMLCanvasElement): void {
  const { width, height } = canvas;
  if (!isOnPaper(host) || width === 0 || height === 0) return;
  const context = canvasContext(canvas);
  context?.putImageData(context.getImageData(0, 0, width, height), 0, 0);
}

/**
 * A figure on paper is the one on the screen. Browsers give a page another width when they print it, and no frame to draw in: what
 * is laid out anew then is half of one layout and half of the other. From `beforeprint` on a figure keeps its layout, in light
 * colours, and CSS makes it smaller where paper is narrower (`paperStyles`).
 */
export class PaperController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #window = globalThis.window;

  private constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  /** Before all that draws: it draws what is printed. */
  static attach(host: ReactiveControllerHost & HTMLElement): void {
    host.addController(new PaperController(host));
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    this.#window.addEventListener('beforeprint', this.#freeze);
    this.#window.addEventListener('afterprint', this.#release);
  }

  hostDisconnected(): void {
    this.#window.removeEventListener('beforeprint', this.#freeze);
    this.#window.removeEventListener('afterprint', this.#release);
    this.#release();
  }

  readonly #freeze = () => {
    const frame = frameOf(this.#host);
    if (!frame) return;
    const isHidden = this.#host.getClientRects().length === 0;
    const width = isHidden
      ? PAPER_WIDTH
      : // One that is not there yet, as it follows another that is about to show something, comes as wide as its frame.
        frame.querySelector<HTMLElement>('.figure')?.offsetWidth || frame.offsetWidth;
    if (width > 0) frame.style.setProperty(SCREEN_WIDTH, `${width}px`);
    frame.setAttribute(PAPER, '');
    this.#host.requestUpdate();
  };

  readonly #release = () => {
    if (!isOnPaper(this.#host)) return;
    const frame = frameOf(this.#host)!;
    frame.removeAttribute(PAPER);
    frame.style.removeProperty(SCREEN_WIDTH);
    this.#host.requestUpdate();
  };
}
