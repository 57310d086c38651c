import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOnPaper, PAPER_WIDTH } from './paper.js';
import { ScrollBars } from './scroll-bars.js';
import { frameOf, windowOf } from './tree.js';

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
  readonly #bars: ScrollBars;
  /** That of the document which the host is in: when it is told that it has left, it is in another already. */
  #window = globalThis.window;
  #observer: ResizeObserver | null = null;
  #frame = 0;
  #resolution: MediaQueryList | null = null;
  #room: Room = { width: 0, height: null, pixelRatio: 1 };
  /** Width that there was, some of which may be kept free. */
  #across = 0;
  /** Whether the height was looked for: with the content taken away, or before there was any. */
  #knowsHeight = false;

  constructor(host: ReactiveControllerHost & HTMLElement, content: (() => HTMLElement | null) | null) {
    this.#host = host;
    this.#content = content;
    this.#bars = new ScrollBars(host);
    host.addController(this);
  }

  get room(): Room {
    return this.#room;
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    const { ResizeObserver } = this.#window;
    // Where nothing is laid out, as in tests of pages without a browser, nothing is watched.
    if (ResizeObserver) {
      this.#observer = new ResizeObserver((entries) => {
        const isElsewhere = entries.some(({ target }) => target !== this.#host);
        // In the next frame: what the host draws changes its own height, which an observer must not do while it reports.
        if (isElsewhere || !this.#isAsMeasured())
          this.#frame ||= this.#window.requestAnimationFrame(() => this.measure());
      });
      this.#observer.observe(this.#host);
    }
    this.#watchResolution();
  }

  hostUpdated(): void {
    // Content that a server rendered is found with the first rendering. Measured anew in a frame, a figure would be seen as high
    // as it likes, and then as high as it shall be.
    if (this.#content && !this.#knowsHeight && this.#room.width > 0) this.measure();
    const box = this.#room.width > 0 ? this.#bars.box : frameOf(this.#host);
    if (box) this.#observer?.observe(box);
  }

  hostDisconnected(): void {
    this.#window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#observer?.disconnect();
    this.#observer = null;
    this.#resolution?.removeEventListener('change', this.#resolutionChanged);
    this.#resolution = null;
  }

  /** Measures now; the host updates when something changed. */
  measure(): void {
    this.#frame = 0;
    // Paper has another width: the figure keeps its own, where it has one.
    if (isOnPaper(this.#host)) {
      if (this.#room.width === 0) this.#room = { ...this.#room, width: PAPER_WIDTH };
      return;
    }
    const { down } = this.#padding();
    this.#across = this.#measuredWidth();
    const width = this.#across > 0 ? this.#bars.widthIn(this.#across) : 0;
    const height = width > 0 ? this.#fixedHeight(down) : null;
    const room = { width, height, pixelRatio: this.#window.devicePixelRatio || 1 };
    const { width: w, height: h, pixelRatio } = this.#room;
    if (room.width === w && room.height === h && room.pixelRatio === pixelRatio) return;
    this.#room = room;
    this.#host.requestUpdate();
  }

  /** Width of what is inside the host; of its frame where a page's reset leaves the host no box of its own. */
  #measuredWidth(): number {
    const { clientWidth } = this.#host;
    return clientWidth > 0
      ? Math.max(0, clientWidth - this.#padding().across)
      : (frameOf(this.#host)?.clientWidth ?? 0);
  }

  /** Whether the host is as wide as it was, and no higher than its content: it has grown with that alone. */
  #isAsMeasured(): boolean {
    if (this.#room.height !== null || this.#measuredWidth() !== this.#across) return false;
    const { down } = this.#padding();
    const content = this.#content?.() ?? null;
    return content !== null && this.#knowsHeight && Math.abs(this.#host.clientHeight - down - content.offsetHeight) < 1;
  }

  /** Padding of the host, left and right together, top and bottom together. */
  #padding(): { across: number; down: number } {
    const style = getComputedStyle(this.#host);
    const side = (name: string) => Number.parseFloat(style.getPropertyValue(`padding-${name}`)) || 0;
    return { across: side('left') + side('right'), down: side('top') + side('bottom') };
  }

  #fixedHeight(padding: number): number | null {
    const content = this.#content?.() ?? null;
    // Before the first rendering there is no content yet that would have to be taken away.
    this.#knowsHeight = content !== null || (this.#content !== null && !this.#host.shadowRoot?.childElementCount);
    if (!this.#knowsHeight) return null;
    const { style } = this.#host;
    const { alignSelf } = style;
    // A cell of a grid or a row that is stretched has its neighbour's height, which nobody asked for.
    style.alignSelf = 'start';
    if (content) content.style.display = 'none';
    // A whole number of pixels, and never more than there are: `clientHeight` is rounded, up as well as down.
    const isRoundedUp = Number.parseFloat(getComputedStyle(this.#host).height) % 1 >= 0.5;
    const height = this.#host.clientHeight - padding - Number(isRoundedUp);
    if (content) content.style.display = '';
    style.alignSelf = alignSelf;
    return height > 0 ? height : null;
  }

  /** Moving a window to another screen, or zooming, changes the pixel ratio without changing any size. */
  #watchResolution(): void {
    this.#resolution?.removeEventListener('change', this.#resolutionChanged);
    this.#resolution = this.#window.matchMedia?.(`(resolution: ${this.#window.devicePixelRatio || 1}dppx)`) ?? null;
    this.#resolution?.addEventListener('change', this.#resolutionChanged);
  }

  readonly #resolutionChanged = () => {
    this.#watchResolution();
    this.measure();
  };
}
