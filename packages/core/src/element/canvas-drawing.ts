import type { Picture } from '../color/index.js';
import type { StrokePicture } from './chart/stroke-picture.js';

/** Drawing that a canvas shows, from which a saved figure has it anew: as paths, as cells, or in as many pixels as are asked for. */
export type CanvasDrawing =
  | { readonly kind: 'strokes'; readonly picture: StrokePicture }
  | { readonly kind: 'matrices'; readonly picture: Picture }
  /** Draws it onto another canvas, whose size it sets. @param pixelRatio pixels per CSS pixel */
  | { readonly kind: 'pixels'; draw(canvas: HTMLCanvasElement, pixelRatio: number): void };

/** Place on a canvas. A symbol of the registry: what saves figures may be another file. */
const kept = Symbol.for('attn-elements.drawing');

/** Keeps what a canvas shows from now on; null where its pixels are all that there is. */
export function keepDrawing(canvas: HTMLCanvasElement, drawing: CanvasDrawing | null): void {
  Object.assign(canvas, { [kept]: drawing });
}

export const drawingOf = (canvas: HTMLCanvasElement): CanvasDrawing | null =>
  (canvas as { [kept]?: CanvasDrawing | null })[kept] ?? null;
