import {
  type ComputedPreview,
  Memo,
  paintColorBar,
  StageController,
  type ThemeColors,
} from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import { heatmapColorEncodingOf, heatmapPictureOf } from './view.js';
import type { HeatmapView } from './view-model.js';

/** Drawing of matrices: their canvas in its place, its pixels, and the colour bar of their legend; each only where it has changed. */
export class HeatmapDrawing {
  readonly #stage: StageController;
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

  /** @param plot the plot on the page, of the host's shadow root */
  constructor(host: ReactiveControllerHost & HTMLElement, plot: () => HTMLElement | null) {
    this.#stage = new StageController(host, () => plot()?.querySelector('canvas') ?? null);
  }

  /** @param computed what is drawn in place of the values while a reader moves a slider */
  draw(
    { composition, layout, heads }: Pick<HeatmapView, 'composition' | 'layout'> & Partial<Pick<HeatmapView, 'heads'>>,
    plot: HTMLElement,
    legend: HTMLElement,
    colors: ThemeColors,
    computed: ComputedPreview['picture'] = null,
  ): void {
    this.#placed.of([layout, plot], () => {
      plot.style.height = `${layout.height}px`;
      const { x, y, width, height } = layout.canvas;
      const { style } = plot.querySelector('canvas')!;
      Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    });
    // Points are no picture.
    if (heads) this.#pictured.of([heads], () => {});
    else
      this.#pictured.of([composition, layout, colors, plot, computed], () => {
        const untilPeak = composition.options.domain === null;
        this.#stage.show(
          heatmapPictureOf(composition, layout, heatmapColorEncodingOf(composition, colors)),
          computed && { ...computed, untilPeak },
        );
      });
    this.#barred.of([composition.colormap, legend], () => paintColorBar(legend, composition.colormap.table));
  }

  drawNow(): void {
    this.#stage.drawNow();
  }
}
