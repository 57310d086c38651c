import type { Colormap, ScaleOptions } from '@attn-elements/core/color';
import { LazyPart, Memo, paintColorBar, StrokeCanvas } from '@attn-elements/core/element';
import type { PlotController } from '@attn-elements/core/element/base';
import type { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import { axesLook, drawAxes } from './axes.js';
import type { PlotView } from './view-model.js';
import { seriesColor } from './line-colors.js';
import type { MatrixColors } from './matrices.js';
import type { ViewName } from './settings.js';
import { type LineColor, plotStrokesOf } from './view.js';

/** Views that are matrices, whatever the kind. */
const matrixViews: readonly (ViewName | null)[] = ['sum', 'heatmap', 'similarity', 'tiles', 'angles', 'bias'];

/** Axes, curves, matrices and the colour bar, drawn once a rendering is on the page; each only when it changed. */
export class Layers {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #plot: PlotController;
  readonly #lines: StrokeCanvas;
  readonly #matrices;
  readonly #colored = new Memo<MatrixColors>();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();
  #colors: MatrixColors | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, plot: PlotController) {
    this.#host = host;
    this.#plot = plot;
    this.#lines = new StrokeCanvas(host, () => this.#part('canvas.lines'));
    this.#matrices = new LazyPart(
      host,
      () => import('./matrices.js'),
      ({ PlotMatrices, suitedTo }) => ({
        suitedTo,
        canvas: new PlotMatrices(host, () => this.#part('canvas.matrices')),
      }),
    );
  }

  /** Colours of the values of matrices; null where there are none. */
  get colors(): MatrixColors | null {
    return this.#colors;
  }

  /** Why matrices cannot be drawn. */
  get error(): AttnError | null {
    return this.#matrices.error;
  }

  /** Settles, and never rejects, when what draws is there, or cannot be. */
  get settled(): Promise<void> {
    return this.#matrices.settled;
  }

  /** The colours of curves on this page. */
  get lineColor(): LineColor {
    return seriesColor(this.#plot.ink);
  }

  /** Tries again what failed in drawing: something has changed since. */
  retry(): void {
    this.#matrices.retry();
  }

  /** Asks for what draws a view while what makes it is on its way: one after the other takes twice as long. */
  expect(view: ViewName | null): void {
    if (matrixViews.includes(view)) this.#matrices.need();
  }

  /**
   * Whether a view can be drawn: what draws matrices, and their colours, may be on their way.
   * @param options how values become places in the colours
   * @param choose the colours that the author names, or the figure's own; null while they are on their way
   */
  canDraw({ facets }: PlotView, options: ScaleOptions, choose: (own: Colormap) => Colormap | null): boolean {
    if (!facets.some(({ content }) => content.type === 'matrix')) {
      this.#colors = null;
      return true;
    }
    const matrices = this.#matrices.need();
    if (!matrices) return false;
    const colormap = choose(matrices.suitedTo(facets));
    if (!colormap) return false;
    this.#colors = this.#colored.of([facets, colormap, ...Object.values(options)], () =>
      matrices.canvas.colors(facets, colormap, options),
    );
    return true;
  }

  /** Draws what has changed of a view that was rendered. */
  draw({ facets, layout }: PlotView, plot: HTMLElement, format: (value: number) => string): void {
    const { colors, room } = this.#plot;
    this.#placed.of([axesLook(layout, format), plot], () => {
      plot.style.height = `${layout.height}px`;
      drawAxes(plot.querySelector<SVGElement>('svg.axes')!, layout, format);
    });
    const matrixColors = this.#colors;
    this.#pictured.of([layout, colors, matrixColors, plot], () => {
      if (matrixColors) this.#matrices.part?.canvas.show(layout, matrixColors, colors, room.pixelRatio);
      if (facets.some(({ content }) => content.type === 'lines'))
        this.#lines.show(plotStrokesOf(layout, facets, this.lineColor));
    });
    const legend = this.#part<Element>('.legend:not(.lines)');
    if (!legend || !matrixColors) return;
    const { colormap } = matrixColors;
    this.#barred.of([colormap, legend], () => paintColorBar(legend, colormap.table));
  }

  /** Draws now what was put off until it would be seen. */
  drawNow(): void {
    if (this.#colors) this.#matrices.part?.canvas.drawNow();
    this.#lines.drawNow();
  }

  #part<T extends Element = HTMLCanvasElement>(selector: string): T | null {
    return this.#host.shadowRoot?.querySelector<T>(selector) ?? null;
  }
}
