import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../tree.js';
import { TextMeasure } from './measure-text.js';
import { registerTextUnit } from './text-unit.js';

/** Size of a figure's text on a page whose own has 16 pixels: what styles give in `--attn-px`, a fourteenth of it each. */
const OWN_SIZE = 14;

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

  /** @param size in pixels of a page whose text has 16; it grows with the text of the page, as the styles do */
  measure(size: number): TextMeasure {
    const { fontFamily, fontSize } = getComputedStyle(this.#host.shadowRoot?.querySelector('.figure') ?? this.#host);
    const scale = Number.parseFloat(fontSize) / OWN_SIZE || 1;
    const font = `${size * scale}px ${fontFamily}`;
    let measure = this.#measures.get(font);
    if (!measure) this.#measures.set(font, (measure = new TextMeasure(font, this.#host.ownerDocument, scale)));
    return measure;
  }

  hostConnected(): void {
    registerTextUnit(windowOf(this.#host));
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
