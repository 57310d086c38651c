import { LazyPart, Memo, Nearness, paintColorBar, type ThemeColors } from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import type { ImageView } from './view-model.js';
import type { Overlay } from './paint.js';
import { type ImageLine, imageColorEncodingOf, paintOverlay } from './view.js';

/** Shares of the weight that lines enclose, where the author names none. */
const SHARES = { contour: [0.5, 0.8], outline: [0.5] } as const;

interface OverlaidHost extends ReactiveControllerHost, HTMLElement {
  readonly overlay: Overlay;
  readonly opacity: number;
  readonly smooth: boolean;
  readonly topP: readonly number[] | null;
}

/** Overlay on the picture: colours on a canvas, painted once it is about to be seen, or lines. */
export class Overlaid {
  readonly #host: OverlaidHost;
  readonly #nearness: Nearness;
  readonly #lines: LazyPart<typeof import('./lines.js')>;
  readonly #placed = new Memo<void>();
  readonly #traced = new Memo<ImageLine[]>();
  readonly #painted = new Memo<void>();
  readonly #barred = new Memo<void>();
  /** Painting that is put off until the element is near; null when all is painted. */
  #paint: (() => void) | null = null;

  constructor(host: OverlaidHost) {
    this.#host = host;
    this.#nearness = new Nearness(host, () => this.drawNow());
    this.#lines = new LazyPart(host, () => import('./lines.js'));
  }

  /** Why what traces lines could not be loaded. */
  get error(): AttnError | null {
    return this.#lines.error;
  }

  /** Settles, and never rejects, when that is there, or cannot be. */
  get settled(): Promise<void> {
    return this.#lines.settled;
  }

  /** Tries again what failed: something has changed since. */
  retry(): void {
    this.#lines.retry();
  }

  /** Before each rendering: asks for what traces lines, where they are wanted. */
  prepare(): void {
    const { overlay } = this.#host;
    if (overlay === 'contour' || overlay === 'outline') this.#lines.need();
  }

  /** The lines of a view; none while what draws them is on its way, and of colours. */
  lines({ composition, map, layout, regions }: ImageView): readonly ImageLine[] {
    const { overlay, topP: asked } = this.#host;
    const { part } = this.#lines;
    if (!part || (overlay !== 'contour' && overlay !== 'outline')) return [];
    const shares = [...(asked ?? SHARES[overlay])].sort((a, b) => a - b);
    const { width, height } = layout;
    return this.#traced.of([map, composition, regions, overlay, shares.join(), width, height], () => {
      const of = { patches: composition.patches, regions, values: map.values, overlay };
      return shares.map((share) => ({ share, path: part.lineAround(of, share, width, height) }));
    });
  }

  /** Draws a view that is on the page now: the plot in its size, the colours with those of its legend. */
  draw(view: ImageView, plot: HTMLElement, colors: ThemeColors): void {
    const canvas = plot.querySelector<HTMLCanvasElement>('.overlay');
    const { overlay, opacity, smooth: isSmooth } = this.#host;
    const { map, scale, composition, layout, regions } = view;
    const { width, height } = layout;
    this.#placed.of([width, height, plot], () => {
      Object.assign(plot.style, { width: `${width}px`, height: `${height}px` });
    });
    const { colormap } = composition.options;
    const legend = this.#host.shadowRoot!.querySelector('.legend');
    this.#barred.of([colormap, legend], () => legend && paintColorBar(legend, colormap.table));
    this.#painted.of([map, scale, composition, layout, colors, canvas, overlay, opacity, isSmooth], () => {
      this.#paint = null;
      if (!canvas || (overlay !== 'blend' && overlay !== 'tiles')) return;
      const look = imageColorEncodingOf(view, colors);
      const painting = { patches: composition.patches, regions, values: map.colored, look, overlay, opacity, isSmooth };
      this.#paint = () => paintOverlay(canvas, painting, layout);
      if (this.#nearness.isNear) this.drawNow();
      else this.#nearness.whenIdle();
    });
  }

  /** Paints now what was not painted yet. */
  drawNow(): void {
    this.#paint?.();
    this.#paint = null;
  }
}
