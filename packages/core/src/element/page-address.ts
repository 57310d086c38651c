import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onceGone, windowOf } from './tree.js';

/** Time after an element has read its file in which a router of the page may still change the page's address, in milliseconds. */
const MOMENT = 1000;

/**
 * The page's address, which an element's own are relative to: as it is when they are first needed. Routers put elements onto a
 * page just before they change its address: what was relative to the old one is then another file. A figure that stays while a
 * reader goes on keeps its own.
 */
export class PageAddress implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #moved: () => void;
  #source: string | null = null;
  #base = '';
  #stop = () => {};

  /** @param moved called when a router has changed the page's address, and with it what the source names */
  constructor(host: ReactiveControllerHost & HTMLElement, moved: () => void) {
    this.#host = host;
    this.#moved = moved;
    host.addController(this);
  }

  /** The address that a source is relative to. @param read settles when its file was read, or is not wanted any more */
  baseOf(source: string, read: Promise<unknown> = Promise.resolve()): string {
    if (source !== this.#source) {
      this.#source = source;
      this.#base = this.#host.baseURI;
      void this.#watch(read);
    }
    return this.#base;
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => this.#stop());
  }

  async #watch(read: Promise<unknown>): Promise<void> {
    this.#stop();
    const { navigation } = windowOf(this.#host) as { navigation?: EventTarget };
    navigation?.addEventListener('currententrychange', this.#look);
    // Not every browser tells of it.
    const soon = setTimeout(this.#look);
    let late: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      navigation?.removeEventListener('currententrychange', this.#look);
      clearTimeout(soon);
      clearTimeout(late);
      if (this.#stop === stop) this.#stop = () => {};
    };
    this.#stop = stop;
    await read;
    if (this.#stop !== stop) return;
    this.#look();
    late = setTimeout(() => {
      this.#look();
      stop();
    }, MOMENT);
  }

  readonly #look = () => {
    const { baseURI } = this.#host;
    const source = this.#source;
    if (source === null || baseURI === this.#base || !this.#host.isConnected) return;
    const [before, after] = [this.#base, baseURI].map((base) =>
      URL.canParse(source, base) ? new URL(source, base).href : '',
    );
    this.#base = baseURI;
    if (before !== after) this.#moved();
  };
}
