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
}

/** The colours of a view under the page's theme. */
export function imageColorEncodingOf({ composition, scale }: ImageView, colors: ThemeColors): ColorEncoding {
  return { table: composition.options.colormap.table, scale, ...colors };
}

/** Paints weights onto a canvas that covers the plot. */
export function paintOverlay(canvas: HTMLCanvasElement, painting: Painting, layout: ImageLayout): void {
  paintOnto(canvas, painting, layout);
  const draw = (other: HTMLCanvasElement, pixelRatio: number) => paintOnto(other, painting, { ...layout, pixelRatio });
  keepDrawing(canvas, { kind: 'pixels', draw });
}

function paintOnto(canvas: HTMLCanvasElement, painting: Painting, { width, height, pixelRatio }: ImageLayout): void {
  const size = paintingSize(painting, Math.round(width * pixelRatio), Math.round(height * pixelRatio));
  canvas.width = size.width;
  canvas.height = size.height;
  const { patches, regions } = painting;
  canvas.classList.toggle('edged', !regions && size.width <= patches.columns && size.height <= patches.rows);
  // Pages are tested where nothing is painted.
  const context = canvasContext(canvas);
  context?.putImageData(new ImageData(paint(painting, size.width, size.height), size.width, size.height), 0, 0);
}

/** Widths of lines, the innermost first, in pixels. */
const WIDTHS = [2.5, 1.5];

/** Lines around what is strongest, each on a wider one that sets it off from any picture. */
export function linesTemplate({ width, height }: ImageLayout, lines: readonly ImageLine[]): TemplateResult {
  return html`<svg class="lines" part="lines" aria-hidden="true" width=${width} height=${height}>
    ${lines.map(({ path }, at) => {
      const wide = WIDTHS[Math.min(at, WIDTHS.length - 1)];
      return svg`<path class="line halo" stroke-width=${wide + 2.5} d=${path}></path><path class="line" stroke-width=${wide} d=${path}></path>`;
    })}
  </svg>`;
}

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
