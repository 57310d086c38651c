import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TextMeasure } from './measure-text.js';

/** The font of an element's labels: what texts measure in it, anew when it has become another, or arrives late. */
export class FontController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #measures = new Map<string, TextMeasure>();
  /** Fonts of the document that the host is in. */
  #fonts: FontFaceSet | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** @param size in pixels */
  measure(size: number): TextMeasure {
    const { fontFamily } = getComputedStyle(this.#host.shadowRoot?.querySelector('.figure') ?? this.#host);
    const font = `${size}px ${fontFamily}`;
    let measure = this.#measures.get(font);
    if (!measure) this.#measures.set(font, (measure = new TextMeasure(font, this.#host.ownerDocument)));
    return measure;
  }

  hostConnected(): void {
    this.#fonts = this.#host.ownerDocument.fonts ?? null;
    this.#fonts?.addEventListener('loadingdone', this.#arrived);
    this.#measures.clear();
  }

  hostDisconnected(): void {
    this.#fonts?.removeEventListener('loadingdone', this.#arrived);
    this.#fonts = null;
  }

  /** Labels were as wide as another font had them until now. */
  readonly #arrived = (): void => {
    this.#measures.clear();
    this.#host.requestUpdate();
  };
}
