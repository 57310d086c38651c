import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TensorSource } from '../../data/index.js';
import { onceGone } from '../tree.js';

/** Element that others may take their attention from. */
export interface AttentionProvider extends Element {
  /** Attention that it shows; null while that is nothing. */
  readonly attentionSource: TensorSource | null;
  /** One of several arrays that it has, by the name that a follower gives in `array`; absent where it has one alone. Throws `no-array`. */
  attentionArray?(name: string): TensorSource | null;
}

/** Fired by a provider whenever it shows another source, or the same with other values; not bubbling. */
export const SOURCE_CHANGED = 'attn-source';

const nothingAwaited: Promise<unknown> = Promise.resolve();

/** Follows the attention that another element of the page shows. */
export class FollowedSource implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #selector: string | null = null;
  #provider: AttentionProvider | null = null;
  /** Readiness of the other, asked for once. */
  #settled: Promise<unknown> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /** Attention that the other shows now; null where it shows nothing yet, or is not there. */
  get source(): TensorSource | null {
    return this.#provider?.attentionSource ?? null;
  }

  /** The array of this name of the other, or all that it shows where there is no name, or it has no arrays. Throws `no-array`. */
  array(name: string | null): TensorSource | null {
    const provider = this.#provider;
    return (name && provider?.attentionArray ? provider.attentionArray(name) : provider?.attentionSource) ?? null;
  }

  /** Whether the other is there. */
  get isFound(): boolean {
    return this.#provider !== null;
  }

  /**
   * Settles once the other has what it was about to show when that was first asked. One that follows a third itself is not waited
   * for, as it may be this one; and one that is no element of ours yet may never be.
   */
  get settled(): Promise<unknown> {
    const { ready, from } = Object(this.#provider) as { ready?: Promise<void>; from?: string | null };
    if (ready && !from) this.#settled ??= ready;
    return this.#settled ?? nothingAwaited;
  }

  /** Follows another element from now on, or none. */
  follow(selector: string | null): void {
    if (selector && document.readyState === 'loading')
      addEventListener('DOMContentLoaded', this.#search, { once: true });
    this.#selector = selector;
    this.#find();
  }

  hostConnected(): void {
    if (!this.#selector) return;
    // An element further down the page is not there before the page is read.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', this.#search, { once: true });
    this.#search();
  }

  hostDisconnected(): void {
    if (!this.#selector) return;
    removeEventListener('DOMContentLoaded', this.#search);
    onceGone(this.#host, () => this.#release());
  }

  readonly #search = () => {
    if (!this.#selector) return;
    const before = this.#provider;
    this.#find();
    // Moved, it follows the same one as before, unless there is another of that name around its new place.
    if (this.#provider !== before || !before) this.#changed();
  };

  #release(): void {
    this.#provider?.removeEventListener(SOURCE_CHANGED, this.#changed);
    this.#provider = null;
    this.#settled = null;
  }

  #find(): void {
    this.#release();
    if (!this.#selector || !this.#host.isConnected) return;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    try {
      this.#provider = root.querySelector<AttentionProvider>(this.#selector);
    } catch {
      // A text that is no selector finds nothing.
    }
    this.#provider?.addEventListener(SOURCE_CHANGED, this.#changed);
  }
}
