import { Memo, StrokeCanvas } from '@attn-elements/core/element';
import type { PlotController } from '@attn-elements/core/element/base';
import type { ReactiveControllerHost } from 'lit';
import { placePlot } from './place.js';
import type { LinksGrid } from './pointing.js';
import { linksStrokesOf } from './strokes.js';
import type { LinksView } from './view-model.js';

/** Drawing of links that are on the page: the plot in its place, and its lines; each only when it changed. */
export class LinksDrawing {
  readonly #host: HTMLElement;
  readonly #lines: StrokeCanvas;
  readonly #placed = new Memo<void>();
  readonly #drawn = new Memo<void>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#lines = new StrokeCanvas(host, () => host.shadowRoot!.querySelector<HTMLCanvasElement>('.view canvas'));
  }

  draw(
    view: LinksView,
    scroller: HTMLElement,
    { focus, scrolling }: LinksGrid,
    { ink, colors }: Pick<PlotController, 'ink' | 'colors'>,
  ): void {
    const { composition, layout, heads } = view;
    this.#placed.of([layout, scroller], () => placePlot(this.#host.shadowRoot!, layout));
    const { scrolled } = scrolling;
    this.#drawn.of([heads, layout, focus, scrolled, ink.line, ink.isDark, colors, scroller], () => {
      const { width, height } = layout.view;
      const strokes = linksStrokesOf({ composition, layout, heads, focus, scrolled }, ink);
      this.#lines.show({ width, height, strokes });
    });
  }

  drawNow(): void {
    this.#lines.drawNow();
  }
}
