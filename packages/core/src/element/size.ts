import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Room that an element has: its width, and its height where the page fixes one, in CSS pixels. */
export interface Room {
  readonly width: number;
  /** null where the height follows from the content. */
  readonly height: number | null;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * Watches the room of an element. Whether the page fixes its height (`height`, `aspect-ratio`, a grid cell) is found by
 * taking the content away for a moment: what height remains is the page's. A page that was scrolled to its end is shorter for
 * that moment and may move; what is as high as it needs to be, whatever the page says, has no content to take away.
 */
export class SizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #content: (() => HTMLElement | null) | null;
  #observer: ResizeObserver | null = null;
  #frame = 0;
  #resolution: MediaQueryList | null = null;
  #room: Room = { width: 0, height: null, pixelRatio: 1 };
  /** Whether the content was there when the height was looked for. */
  #hadContent = false;

  constructor(host: ReactiveControllerHost & HTMLElement, content: (() => HTMLElement | null) | null) {
    this.#host = host;
    this.#content = content;
    host.addController(this);
  }

  get room(): Room {
    return this.#room;
  }

  hostConnected(): void {
    // In the next frame: what the host draws changes its own height, which an observer must not do while it reports.
    this.#observer = new ResizeObserver(() => {
      this.#frame ||= requestAnimationFrame(() => this.measure());
    });
    this.#observer.observe(this.#host);
    this.#watchResolution();
  }

  hostUpdated(): void {
    // Before the first rendering there is no content to take away. Measured anew in a frame, a figure would be seen as high as
    // it likes, and then as high as it shall be.
    if (this.#content && !this.#hadContent && this.#room.width > 0) this.measure();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#observer?.disconnect();
    this.#observer = null;
    this.#resolution?.removeEventListener('change', this.#resolutionChanged);
    this.#resolution = null;
  }

  /** Measures now; the host updates when something changed. */
  measure(): void {
    this.#frame = 0;
    const style = getComputedStyle(this.#host);
    const padding = (...sides: string[]) =>
      sides.reduce((sum, side) => sum + (Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0), 0);
    const width = Math.max(0, this.#host.clientWidth - padding('left', 'right'));
    const height = width > 0 ? this.#fixedHeight(padding('top', 'bottom')) : null;
    const room = { width, height, pixelRatio: devicePixelRatio || 1 };
    const { width: w, height: h, pixelRatio } = this.#room;
    if (room.width === w && room.height === h && room.pixelRatio === pixelRatio) return;
    this.#room = room;
    this.#host.requestUpdate();
  }

  #fixedHeight(padding: number): number | null {
    const content = this.#content?.() ?? null;
    this.#hadContent = content !== null;
    if (!content) return null;
    const { style } = this.#host;
    const { alignSelf } = style;
    // A cell of a grid or a row that is stretched has its neighbour's height, which nobody asked for.
    style.alignSelf = 'start';
    content.style.display = 'none';
    const height = this.#host.clientHeight - padding;
    content.style.display = '';
    style.alignSelf = alignSelf;
    return height > 0 ? height : null;
  }

  /** Moving a window to another screen, or zooming, changes the pixel ratio without changing any size. */
  #watchResolution(): void {
    this.#resolution?.removeEventListener('change', this.#resolutionChanged);
    this.#resolution = matchMedia(`(resolution: ${devicePixelRatio || 1}dppx)`);
    this.#resolution.addEventListener('change', this.#resolutionChanged);
  }

  readonly #resolutionChanged = () => {
    this.#watchResolution();
    this.measure();
  };
}
