import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onceGone } from '@attn-elements/core/element';

/** Element that trains a model, and saves it. */
interface Trainer extends Element {
  /** Attention of its run; null before there is one. */
  readonly attentionSource: object | null;
  save(format: 'safetensors'): Promise<Uint8Array | null>;
}

/** Events after which a run has other weights. */
const events = ['attn-load', 'attn-step', 'attn-done'] as const;

/** Follows the run of an element that trains: its file, again whenever it has learned. */
export class FollowedRun implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #selector: string | null = null;
  #trainer: Trainer | null = null;

  /** @param changed the run has other weights */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /** Follows another element from now on, or none. */
  follow(selector: string | null): void {
    this.#selector = selector;
    this.#release();
    if (!selector || !this.#host.isConnected) return;
    // An element further down the page is not there before the page is read.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', this.#search, { once: true });
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    try {
      this.#trainer = root.querySelector<Trainer>(selector);
    } catch {
      // A text that is no selector finds nothing.
    }
    for (const event of events) this.#trainer?.addEventListener(event, this.#changed);
  }

  /** The run as it is now; null where there is none yet. */
  async file(): Promise<Uint8Array | null> {
    const trainer = this.#trainer;
    // Asked for a file, one that rests would begin a run.
    return trainer?.attentionSource ? trainer.save('safetensors') : null;
  }

  hostConnected(): void {
    if (this.#selector && !this.#trainer) this.#search();
  }

  hostDisconnected(): void {
    if (!this.#selector) return;
    removeEventListener('DOMContentLoaded', this.#search);
    onceGone(this.#host, () => this.#release());
  }

  readonly #search = () => {
    this.follow(this.#selector);
    if (this.#trainer) this.#changed();
  };

  #release(): void {
    for (const event of events) this.#trainer?.removeEventListener(event, this.#changed);
    this.#trainer = null;
  }
}
