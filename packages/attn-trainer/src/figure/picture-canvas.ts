import { type ColorScale, scalePosition } from '@attn-elements/core/color';
import { type Box, canvasContext, keepDrawing } from '@attn-elements/core/element';
import type { AttentionMap, ExamplePicture } from '../datasets/dataset.js';
import type { TrainerLayout } from './layout.js';
import { headValues } from '../view.js';

/** Share of light that is taken from where a head does not look at all: something of the picture is still seen. */
const DARKEST = 0.75;

/** Draws a picture, and beside it once a head, lit where the head looks and dark where it does not. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: ExamplePicture,
  map: AttentionMap,
  scale: ColorScale,
  layout: TrainerLayout,
): void {
  drawOnto(canvas, picture, map, scale, layout);
  const draw = (other: HTMLCanvasElement, pixelRatio: number) =>
    drawOnto(other, picture, map, scale, { ...layout, pixelRatio });
  keepDrawing(canvas, { kind: 'pixels', draw });
}

function drawOnto(
  canvas: HTMLCanvasElement,
  picture: ExamplePicture,
  map: AttentionMap,
  scale: ColorScale,
  layout: TrainerLayout,
): void {
  const { rows, columns, pixelRatio } = layout;
  canvas.width = Math.round(layout.width * pixelRatio);
  canvas.height = Math.round(layout.height * pixelRatio);
  const context = canvasContext(canvas);
  if (!context) return;
  context.imageSmoothingEnabled = false;
  const bitmap = bitmapOf(picture);
  const device = ({ x, y, width, height }: Box): [number, number, number, number] => {
    const [left, top] = [Math.round(x * pixelRatio), Math.round(y * pixelRatio)];
    return [left, top, Math.round((x + width) * pixelRatio) - left, Math.round((y + height) * pixelRatio) - top];
  };
  context.drawImage(bitmap, ...device(layout.picture!));
  for (const [panel, tile] of layout.tiles.entries()) {
    context.drawImage(bitmap, ...device(tile));
    const [width, height] = [tile.width / columns, tile.height / rows];
    for (const [i, weight] of headValues(map, panel).entries()) {
      context.fillStyle = `rgb(0 0 0 / ${DARKEST * (1 - scalePosition(scale, weight))})`;
      const [x, y] = [tile.x + (i % columns) * width, tile.y + Math.floor(i / columns) * height];
      context.fillRect(...device({ x, y, width, height }));
    }
  }
}

/** Shades of white by weight, [256, RGB]: the colours of the legend. */
export const shadeTable = (): Uint8Array =>
  Uint8Array.from({ length: 3 * 256 }, (_, i) => 255 * (1 - DARKEST * (1 - Math.floor(i / 3) / 255)));

function bitmapOf(picture: ExamplePicture): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  paintBitmap(canvas, picture);
  return canvas;
}

/** Paints a picture, a pixel of it a pixel of the canvas. */
export function paintBitmap(
  canvas: HTMLCanvasElement,
  { shape: [height, width, channels], values }: ExamplePicture,
): void {
  Object.assign(canvas, { width, height });
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels.data[4 * i + channel] = 255 * values[i * channels + Math.min(channel, channels - 1)];
    }
    pixels.data[4 * i + 3] = 255;
  }
  canvasContext(canvas)!.putImageData(pixels, 0, 0);
}
