import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Cell } from '../interaction/cell-cursor.js';
import type { GridSize } from '../interaction/grid-interaction.js';
import { windowOf as pageOf } from '../tree.js';
import {
  between,
  centred,
  isWhole,
  moved,
  revealing,
  scaled,
  settled,
  textOf,
  wholeWindow,
  windowOf,
  type ZoomWindow,
} from './zoom-window.js';

/** Milliseconds that a change of the window takes where motion is welcome, and after the last turn of a wheel until the page is told. */
const GLIDE = 180;
const REST = 200;

/** Share of the window that keys move it by. */
const STRIDE = 0.25;

const REDUCED = '(prefers-reduced-motion: reduce)';

/** Figure that is zoomed. */
export interface ZoomHost extends ReactiveControllerHost, HTMLElement {
  zoom: string | null;
}

/** Surroundings of a window: what it is a part of, and who is told of it. */
export interface ZoomContext {
  /** Size of the matrix; null where none is shown, or several are. */
  readonly size: () => GridSize | null;
  /** Another window is seen, by the host's `zoom`. */
  readonly seen: () => void;
  /** The page is to be told of it. */
  readonly told: () => void;
}

/** The window that a reader has on a matrix: the host's property `zoom` says it, at every moment. */
export class ZoomControl implements ReactiveController {
  readonly #host: ZoomHost;
  readonly #context: ZoomContext;
  /** The window in motion, of parts of cells, and the text that the host has of it. */
  #loose: { readonly window: ZoomWindow; readonly text: string | null } | null = null;
  /** Text that the page knows. */
  #told: string | null;
  #timer = 0;
  #frame = 0;
  #page = globalThis.window;

  constructor(host: ZoomHost, context: ZoomContext) {
    this.#host = host;
    this.#context = context;
    this.#told = host.zoom;
    host.addController(this);
  }

  hostConnected(): void {
    this.#page = pageOf(this.#host);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Size of what is zoomed; null where nothing can be. */
  get size(): GridSize | null {
    return this.#context.size();
  }

  /** Window of whole cells; null where all is seen. */
  get window(): ZoomWindow | null {
    const { size } = this;
    const window = size && windowOf(this.#host.zoom, size);
    return window && !isWhole(window, size) ? window : null;
  }

  /** Whether a hand moves it, or it is on its way. */
  get isMoving(): boolean {
    return this.#loose !== null && this.#loose.text === this.#host.zoom;
  }

  /** The window at this moment, in motion or not. */
  get current(): ZoomWindow {
    const size = this.size!;
    const { zoom } = this.#host;
    if (this.#loose?.text !== zoom) this.#loose = null;
    return this.#loose?.window ?? windowOf(zoom, size);
  }

  /** Shows a window as a hand moves it. */
  set(window: ZoomWindow): void {
    this.#stop();
    this.#see(window);
  }

  /** The hand has let go, or will have done in a moment. */
  rest(isSoon = false): void {
    this.#stop();
    if (isSoon) this.#timer = this.#page.setTimeout(() => this.rest(), REST);
    else this.#tell();
  }

  /** Goes to a window, in steps where motion is welcome. */
  go(target: ZoomWindow): void {
    const { size } = this;
    if (!size) return;
    const from = this.current;
    const to = settled(target, size);
    this.#stop();
    if (this.#page.matchMedia(REDUCED).matches) {
      this.#see(to);
      this.#tell();
      return;
    }
    const begun = performance.now();
    const step = () => {
      const share = Math.min(1, (performance.now() - begun) / GLIDE);
      // Another file may have come meanwhile.
      if (!this.size) return;
      this.#see(share < 1 ? between(from, to, share * (2 - share)) : to);
      if (share < 1) this.#frame = this.#page.requestAnimationFrame(step);
      else this.#tell();
    };
    this.#frame = this.#page.requestAnimationFrame(step);
  }

  /** Zooms around a place. @param factor by which the window grows */
  zoomBy(factor: number, at: Cell): void {
    const { size } = this;
    if (size) this.go(scaled(this.current, size, factor, at));
  }

  showAll(): void {
    const { size } = this;
    if (size) this.go(wholeWindow(size));
  }

  /** Moves the window by a quarter of itself. */
  stride(down: number, right: number): void {
    const { size } = this;
    if (!size) return;
    const { rows, columns } = this.current;
    const by = { row: down * STRIDE * (rows[1] - rows[0]), column: right * STRIDE * (columns[1] - columns[0]) };
    this.go(moved(this.current, size, by));
  }

  /** Shows a cell that lies outside. */
  reveal(cell: Cell): void {
    const { size, window } = this;
    if (!size || !window) return;
    const next = revealing(window, size, cell);
    if (textOf(next, size) === textOf(window, size)) return;
    this.set(next);
    this.#tell();
  }

  /** Puts a cell into the middle. @param most rows and columns that are shown from then on */
  centre(at: Cell, most = Infinity): void {
    const { size } = this;
    if (!size) return;
    const { rows, columns } = this.current;
    const factor = Math.min(1, most / Math.min(rows[1] - rows[0], columns[1] - columns[0]));
    this.go(centred(scaled(this.current, size, factor, at), size, at));
  }

  /** Whether it can become smaller. */
  get canZoomIn(): boolean {
    const { size } = this;
    if (!size) return false;
    const window = windowOf(this.#host.zoom, size);
    return textOf(settled(scaled(window, size, 0.5, { row: 0, column: 0 }), size), size) !== textOf(window, size);
  }

  #see(window: ZoomWindow): void {
    const size = this.size!;
    const text = textOf(settled(window, size), size);
    this.#loose = { window, text };
    if (text === this.#host.zoom) return;
    this.#host.zoom = text;
    this.#context.seen();
  }

  #tell(): void {
    this.#loose = null;
    // What is put off while it moves is shown now.
    this.#host.requestUpdate();
    if (this.#host.zoom === this.#told) return;
    this.#told = this.#host.zoom;
    this.#context.told();
  }

  #stop(): void {
    this.#page.clearTimeout(this.#timer);
    this.#page.cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = 0;
  }
}
