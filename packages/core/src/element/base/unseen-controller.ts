import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { frameOf, windowOf } from '../tree.js';

/**
 * Lays out what nobody sees once the first picture is on the screen: a letter that no font of the page has takes longer than a
 * small picture.
 */
export class UnseenController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #isAwaited = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#isAwaited || !frameOf(this.#host)?.querySelector('.figure:not([hidden])')) return;
    this.#isAwaited = true;
    windowOf(this.#host).requestAnimationFrame(() => setTimeout(() => this.layOut()));
  }

  /** Lays it out now. */
  layOut(): void {
    frameOf(this.#host)?.classList.add('whole');
  }
}
