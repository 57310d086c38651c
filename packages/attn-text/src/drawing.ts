import { Memo, shadeSamples } from '@attn-elements/core/element';
import { markTexts, paintBars, paintTexts } from './paint.js';
import type { Marks } from './pointing.js';
import type { TextView } from './view.js';

/** Drawing of texts that are on the page: their shades and bars, only when those changed, and what is marked among them. */
export class TextDrawing {
  readonly #host: HTMLElement;
  readonly #painted = new Memo<void>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  draw({ composition, shading }: TextView, texts: HTMLElement, marks: Marks): void {
    this.#painted.of([composition, shading, texts], () => {
      paintTexts(texts, composition, shading);
      paintBars(texts, composition);
    });
    shadeSamples(this.#host.shadowRoot!, shading.scale);
    markTexts(texts, composition, marks);
  }
}
