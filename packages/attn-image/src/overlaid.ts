import { LazyPart, Memo, Nearness, paintColorBar, type ThemeColors } from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import { patchAt } from './patches.js';
import type { ImageView } from './view-model.js';
import type { Overlay } from './paint.js';
import { type ImageLine, imageColorEncodingOf, onePainting, paintOverlay, type PlacedName } from './view.js';

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
  readonly #layers: LazyPart<typeof import('./layers.js')>;
  readonly #placed = new Memo<void>();
  readonly #traced = new Memo<ImageLine[]>();
  readonly #painted = new Memo<void>();
  readonly #barred = new Memo<void>();
  /** Painting that is put off until the element is near; null when all is painted. */
  #paint: (() => void) | null = null;

  /** @param layers what paints several heads or queries */
  constructor(host: OverlaidHost, layers: LazyPart<typeof import('./layers.js')>) {
    this.#host = host;
    this.#nearness = new Nearness(host, () => this.drawNow());
    this.#lines = new LazyPart(host, () => import('./lines.js'));
    this.#layers = layers;
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
  prepare(hasLayers: boolean): void {
    const { overlay } = this.#host;
    if (hasLayers) this.#layers.need();
    if (overlay === 'contour' || overlay === 'outline') this.#lines.need();
  }

  /** The lines of a view; none while what draws them is on its way, and of colours. */
  lines(view: ImageView): readonly ImageLine[] {
    const { composition, map, layers, layout, regions } = view;
    const { overlay, topP: asked } = this.#host;
    const { part } = this.#lines;
    if (!part || (overlay !== 'contour' && overlay !== 'outline')) return [];
    const shares = [...(asked ?? SHARES[overlay])].sort((a, b) => a - b);
    const { width, height } = layout;
    const ofLayers = this.#layers.part;
    if (layers && !ofLayers) return [];
    return this.#traced.of([map, layers, composition, regions, overlay, asked?.join(), width, height], () => {
      if (layers) return ofLayers!.layerLines({ ...view, ...this.#look(view), layers, overlay }, part, width, height);
      const of = { patches: composition.patches, regions, values: map.values, overlay };
      return shares.map((share) => ({ share, path: part.lineAround(of, share, width, height) }));
    });
  }

  /** Names of the layers of a view, on the picture; none of one that is alone. */
  names({ layers, layout, measure, map, composition: { patches } }: ImageView): readonly PlacedName[] {
    const { part } = this.#layers;
    if (!layers || !part) return [];
    const looking = [map, ...layers.map((layer) => layer.map)].flatMap(({ other }) => {
      const patch = patches.isSelf && typeof other === 'number' ? patchAt(patches, other) : null;
      return patch === null ? [] : [patch];
    });
    return part.layerNames(
      layers,
      (patch) => layout.boxOf(patch),
      layout,
      (name) => measure.width(name),
      looking,
    );
  }

  #look({ composition }: ImageView) {
    const { opacity, smooth: isSmooth, topP: shares } = this.#host;
    return { patches: composition.patches, opacity, isSmooth, shares };
  }

  /** Draws a view that is on the page now: the plot in its size, the colours with those of its legend. */
  draw(view: ImageView, plot: HTMLElement, colors: ThemeColors): void {
    const canvas = plot.querySelector<HTMLCanvasElement>('.overlay');
    const { overlay, opacity, smooth: isSmooth } = this.#host;
    const { map, layers, scale, composition, layout, regions } = view;
    const { width, height } = layout;
    this.#placed.of([width, height, plot], () => {
      Object.assign(plot.style, { width: `${width}px`, height: `${height}px` });
    });
    const { colormap } = composition.options;
    const legend = this.#host.shadowRoot!.querySelector('.legend');
    this.#barred.of([colormap, legend], () => legend && paintColorBar(legend, colormap.table));
    const ofLayers = layers && this.#layers.part;
    const share = layers && this.#host.topP?.[0];
    this.#painted.of(
      [map, layers, ofLayers, share, scale, composition, layout, colors, canvas, overlay, opacity, isSmooth],
      () => {
        this.#paint = null;
        if (!canvas || (overlay !== 'blend' && overlay !== 'tiles') || (layers && !ofLayers)) return;
        const look = imageColorEncodingOf(view, colors);
        const { patches } = composition;
        const one = { patches, regions, values: map.colored, look, overlay, opacity, isSmooth };
        const all = layers && { ...this.#look(view), layers, regions, overlay, composition, colors };
        const painting = all
          ? { ...all, overlay, count: layers.length, paint: (w: number, h: number) => ofLayers!.paintLayers(all, w, h) }
          : onePainting(one);
        this.#paint = () => paintOverlay(canvas, painting, layout);
        if (this.#nearness.isNear) this.drawNow();
        else this.#nearness.whenIdle();
      },
    );
  }

  /** Paints now what was not painted yet. */
  drawNow(): void {
    this.#paint?.();
    this.#paint = null;
  }
}
