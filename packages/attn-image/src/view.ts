import type { ColorEncoding } from '@attn-elements/core/color';
import { canvasContext, keepDrawing, markBox, type ThemeColors } from '@attn-elements/core/element';
import { html, svg, type TemplateResult } from 'lit';
import type { ImageView } from './view-model.js';
import type { ImageLayout } from './layout.js';
import { paint, type Painting, paintingSize } from './paint.js';
import type { ImageMark } from './pointing.js';

/** A line around the patches that hold a share of the weight. */
export interface ImageLine {
  readonly share: number;
  /** As SVG writes paths, in CSS pixels of the plot. */
  readonly path: string;
  /** Colour of one of several; absent of a line that is alone. */
  readonly color?: string;
}

/** The colours of a view under the page's theme. */
export function imageColorEncodingOf({ composition, scale }: ImageView, colors: ThemeColors): ColorEncoding {
  return { table: composition.options.colormap.table, scale, ...colors };
}

/** Painting over a picture, of one map or of several at once. */
export interface OverlayPainting extends Pick<Painting, 'patches' | 'regions' | 'overlay' | 'isSmooth'> {
  readonly count: number;
  paint(width: number, height: number): Uint8ClampedArray<ArrayBuffer>;
}

/** The painting of one map of weights. */
export const onePainting = (painting: Painting): OverlayPainting => ({
  ...painting,
  count: 1,
  paint: (width, height) => paint(painting, width, height),
});

/** Paints weights onto a canvas that covers the plot. */
export function paintOverlay(canvas: HTMLCanvasElement, painting: OverlayPainting, layout: ImageLayout): void {
  paintOnto(canvas, painting, layout);
  const draw = (other: HTMLCanvasElement, pixelRatio: number) => paintOnto(other, painting, { ...layout, pixelRatio });
  keepDrawing(canvas, { kind: 'pixels', draw });
}

function paintOnto(
  canvas: HTMLCanvasElement,
  painting: OverlayPainting,
  { width, height, pixelRatio }: ImageLayout,
): void {
  const size = paintingSize(painting, Math.round(width * pixelRatio), Math.round(height * pixelRatio), painting.count);
  canvas.width = size.width;
  canvas.height = size.height;
  const { patches, regions } = painting;
  canvas.classList.toggle('edged', !regions && size.width <= patches.columns && size.height <= patches.rows);
  // Pages are tested where nothing is painted.
  const context = canvasContext(canvas);
  context?.putImageData(new ImageData(painting.paint(size.width, size.height), size.width, size.height), 0, 0);
}

/** Widths of lines, the innermost first, in pixels. */
const WIDTHS = [2.5, 1.5];

/** Lines around what is strongest, each on a wider one that sets it off from any picture. */
export function linesTemplate({ width, height }: ImageLayout, lines: readonly ImageLine[]): TemplateResult {
  return html`<svg class="lines" part="lines" aria-hidden="true" width=${width} height=${height}>
    ${lines.map(({ path, color }, at) => {
      const wide = WIDTHS[color ? 0 : Math.min(at, WIDTHS.length - 1)];
      return svg`<path class="line halo" stroke-width=${wide + 2.5} d=${path}></path><path class="line" stroke=${color ?? '#fff'} stroke-width=${wide} d=${path}></path>`;
    })}
  </svg>`;
}

/** Names of layers on the picture, in their colours. */
export function layerNamesTemplate({ width, height }: ImageLayout, names: readonly PlacedName[]): TemplateResult {
  return html`<svg class="names" aria-hidden="true" width=${width} height=${height}>
    ${names.map(
      ({ name, color, x, y, width: wide }) =>
        svg`<rect x=${x} y=${y} width=${wide} height=${NAME_HEIGHT} rx="3" fill=${color}></rect><text x=${x + wide / 2} y=${y + NAME_HEIGHT - 5} text-anchor="middle">${name}</text>`,
    )}
  </svg>`;
}

/** A name on the picture, and its place there. */
export interface PlacedName {
  readonly name: string;
  readonly color: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Height of a name on the picture, in pixels. */
export const NAME_HEIGHT = 17;

/** A box around each patch that is pointed at or looks, on a wider one that sets it off from any colour. */
export function imageMarksTemplate({ width, height, boxOf }: ImageLayout, marks: readonly ImageMark[]): TemplateResult {
  return html`<svg class="marks on" aria-hidden="true" width=${width} height=${height}>
    ${marks.map(({ kind, patch }) => {
      const [left, top, right, bottom] = boxOf(patch);
      const box = { x: left * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height };
      return markBox(kind, box, { away: 0, isSaved: kind === 'query' });
    })}
  </svg>`;
}
