import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOnPaper } from './paper.js';
import { frameOf, windowOf } from './tree.js';

/** Milliseconds after which a page is taken to be idle where browsers do not tell. */
const IDLE = 200;

/**
 * Tells when an element is about to be seen: near the window, before printing, when everything is, and, where it was asked for, once
 * the page has nothing else to do. Captures of whole pages show what nobody has scrolled to, and do not tell of it before.
 */
export class Nearness implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #came: (why: 'near' | 'print' | 'idle') => void;
  /** null until the observer has answered once. */
  #seen: boolean | null = null;
  #window = globalThis.window;
  #observer: IntersectionObserver | null = null;
  /** Takes back that the page is waited for; null where it is not. */
  #cancelIdle: (() => void) | null = null;
  #observed: Element | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, came: (why: 'near' | 'print' | 'idle') => void) {
    this.#host = host;
    this.#came = came;
    host.addController(this);
  }

  /** Whether what is drawn now would soon be seen, on the screen or on paper. */
  get isNear(): boolean {
    return isOnPaper(this.#host) || (this.#seen ?? this.#willBeSeen());
  }

  /** Asks to be told once the page is idle, of the next time alone. */
  whenIdle(): void {
    if (!this.#host.isConnected) return;
    this.#cancelIdle ??= onceIdle(this.#window, () => {
      this.#cancelIdle = null;
      this.#came('idle');
    });
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
    this.#cancelIdle?.();
    this.#cancelIdle = null;
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

/** Does something once a page has nothing else to do. @returns takes it back */
function onceIdle(page: Window, act: () => void): () => void {
  // WebKit has no such callback.
  if (!page.requestIdleCallback) {
    const timer = page.setTimeout(act, IDLE);
    return () => page.clearTimeout(timer);
  }
  const callback = page.requestIdleCallback(act);
  return () => page.cancelIdleCallback(callback);
}
