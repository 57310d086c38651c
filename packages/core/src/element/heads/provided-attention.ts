import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Memo } from '../memo.js';
import { fireAttention, loadDetail } from './events.js';
import { type AttentionProvider, SOURCE_CHANGED } from './followed-source.js';

/** Attention as its element has made it, and what makes it: a run, a model. */
interface Made {
  /** The attention by which it is told from the one before; null while there is none. */
  readonly attention: unknown;
  readonly maker: unknown;
}

/** Attention that an element makes itself, for others whose `from` names it: they, and with `attn-load` the page, are told of it. */
export class ProvidedAttention implements ReactiveController {
  readonly #host: ReactiveControllerHost & AttentionProvider;
  readonly #made: () => Made;
  readonly #provided = new Memo<void>();
  readonly #loaded = new Memo<void>();

  constructor(host: ReactiveControllerHost & AttentionProvider, made: () => Made) {
    this.#host = host;
    this.#made = made;
    host.addController(this);
  }

  hostUpdated(): void {
    const host = this.#host;
    const { attention, maker } = this.#made();
    this.#provided.of([attention], () => void host.dispatchEvent(new Event(SOURCE_CHANGED)));
    this.#loaded.of([attention && maker], () => {
      const { attentionSource } = host;
      if (attentionSource) fireAttention(host, 'attn-load', loadDetail(attentionSource));
    });
  }
}
