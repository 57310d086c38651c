import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TextMeasure } from './measure-text.js';

/** The font of an element's labels: what texts measure in it, anew when it has become another, or arrives late. */
export class FontController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #measures = new Map<string, TextMeasure>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** @param size in pixels */
  measure(size: number): TextMeasure {
    const { fontStyle, fontFamily } = getComputedStyle(this.#host);
    const font = `${fontStyle} ${size}px ${fontFamily}`;
    let measure = this.#measures.get(font);
    if (!measure) this.#measures.set(font, (measure = new TextMeasure(font)));
    return measure;
  }

  hostConnected(): void {
    document.fonts?.addEventListener('loadingdone', this.#arrived);
    this.#measures.clear();
  }

  hostDisconnected(): void {
    document.fonts?.removeEventListener('loadingdone', this.#arrived);
  }

  /** Labels were as wide as another font had them until now. */
  readonly #arrived = (): void => {
    this.#measures.clear();
    this.#host.requestUpdate();
  };
}
