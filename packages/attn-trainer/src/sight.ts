import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { frameOf, windowOf } from '@attn-elements/core/element';

/** Whether an element can be seen: its figure is in the window, and the tab is not hidden. */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  /** That of the document which the host is in, or was when it left it. */
  #window = globalThis.window;
  #observer: IntersectionObserver | null = null;
  #observed: Element | null = null;
  #isSeen = false;

  /** @param changed hears that it may have come into sight, or gone out of it */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  get canBeSeen(): boolean {
    return this.#isSeen && this.#window.document.visibilityState === 'visible';
  }

  /** Whether the reader wants little motion. */
  get isCalm(): boolean {
    return this.#window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    const { IntersectionObserver, document } = this.#window;
    if (IntersectionObserver) {
      this.#observer = new IntersectionObserver((entries) => {
        this.#isSeen = entries.some(({ isIntersecting }) => isIntersecting);
        this.#changed();
      });
      this.#observe();
    }
    // Where nothing is laid out, as in tests of pages without a browser, nothing is out of sight.
    else {
      this.#isSeen = true;
      this.#changed();
    }
    document.addEventListener('visibilitychange', this.#changed);
  }

  hostUpdated(): void {
    this.#observe();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = this.#observed = null;
    this.#window.document.removeEventListener('visibilitychange', this.#changed);
  }

  #observe(): void {
    const frame = frameOf(this.#host);
    if (!this.#observer || !frame || frame === this.#observed) return;
    this.#observed = frame;
    this.#observer.observe(frame);
  }
}
