import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOnPaper } from './paper.js';
import { frameOf, windowOf } from './tree.js';

/** Tells when an element is about to be seen, and before printing, when everything is. */
export class Nearness implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #came: (why: 'near' | 'print') => void;
  /** null until the observer has answered once. */
  #seen: boolean | null = null;
  #window = globalThis.window;
  #observer: IntersectionObserver | null = null;
  #observed: Element | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, came: (why: 'near' | 'print') => void) {
    this.#host = host;
    this.#came = came;
    host.addController(this);
  }

  /** Whether what is drawn now would soon be seen, on the screen or on paper. */
  get isNear(): boolean {
    return isOnPaper(this.#host) || (this.#seen ?? this.#willBeSeen());
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    const { IntersectionObserver } = this.#window;
    // Drawn a screen ahead, so that scrolling does not meet empty figures.
    if (IntersectionObserver)
      this.#observer = new IntersectionObserver((entries) => this.#intersect(entries), { rootMargin: '50%' });
    this.#observe();
    this.#window.addEventListener('beforeprint', this.#beforePrint);
  }

  hostUpdated(): void {
    this.#observe();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = this.#observed = null;
    this.#seen = null;
    this.#window.removeEventListener('beforeprint', this.#beforePrint);
  }

  #observe(): void {
    const frame = frameOf(this.#host);
    if (!frame || frame === this.#observed) return;
    this.#observed = frame;
    this.#observer?.observe(frame);
  }

  readonly #beforePrint = () => this.#came('print');

  /** Verdict of the observer, a frame before it gives it. */
  #willBeSeen(): boolean {
    if (!this.#host.isConnected) return false;
    const { top, bottom, width } = this.#host.getBoundingClientRect();
    const { innerHeight } = this.#window;
    return width > 0 && bottom > -innerHeight / 2 && top < innerHeight * 1.5;
  }

  #intersect(entries: IntersectionObserverEntry[]): void {
    this.#seen = entries[entries.length - 1].isIntersecting;
    if (this.#seen) this.#came('near');
  }
}
