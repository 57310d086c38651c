import { Memo, shadeSamples } from '@attn-elements/core/element';
import { clearLayers, markTexts, paintBars, paintLayers, paintNames, paintTexts } from './paint.js';
import type { Marks } from './pointing.js';
import type { TextView } from './view.js';

/** Drawing of texts that are on the page: their shades and bars, only when those changed, and what is marked among them. */
export class TextDrawing {
  readonly #host: HTMLElement;
  readonly #painted = new Memo<void>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  draw({ composition, shading, layers }: TextView, texts: HTMLElement, marks: Marks): void {
    this.#painted.of([composition, shading, layers, texts], () => {
      if (layers) paintLayers(texts, composition, layers);
      else {
        clearLayers(texts);
        paintTexts(texts, composition, shading);
      }
      paintBars(texts, composition);
    });
    if (layers) paintNames(this.#host.shadowRoot!, layers);
    else shadeSamples(this.#host.shadowRoot!, shading.scale);
    markTexts(texts, composition, marks);
  }
}
