import type { AttentionMap, Picture } from './lessons/lesson.js';

/** Sides of a picture, and between two, in CSS pixels. */
const SIDE = 112;
const GAP = 8;

/** Draws a picture, and beside it once a head, lit where the head looks and dark where it does not. */
export function drawPicture(canvas: HTMLCanvasElement, picture: Picture, map: AttentionMap, pixelRatio: number): void {
  const [, heads, rows, columns] = map.shape;
  const [height, width] = picture.shape;
  const side = Math.round(SIDE * pixelRatio);
  const gap = Math.round(GAP * pixelRatio);
  canvas.width = (heads + 1) * (side + gap) - gap;
  canvas.height = Math.round((side * height) / width);
  canvas.style.aspectRatio = `${canvas.width} / ${canvas.height}`;
  canvas.style.width = `${canvas.width / pixelRatio}px`;
  const context = canvas.getContext('2d')!;
  context.imageSmoothingEnabled = false;
  const bitmap = bitmapOf(picture);
  for (let at = 0; at <= heads; at++) {
    const left = at * (side + gap);
    context.drawImage(bitmap, left, 0, side, canvas.height);
    if (at === 0) continue;
    const weights = map.values.subarray((at - 1) * rows * columns, at * rows * columns);
    const most = Math.max(...weights) || 1;
    const [cellWidth, cellHeight] = [side / columns, canvas.height / rows];
    for (const [i, weight] of weights.entries()) {
      context.fillStyle = `rgb(0 0 0 / ${0.85 * (1 - weight / most)})`;
      const [x, y] = [left + (i % columns) * cellWidth, Math.floor(i / columns) * cellHeight];
      context.fillRect(x, y, cellWidth, cellHeight);
    }
  }
}

function bitmapOf({ shape: [height, width, channels], values }: Picture): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels.data[4 * i + channel] = 255 * values[i * channels + Math.min(channel, channels - 1)];
    }
    pixels.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return canvas;
}
