import { AttnError } from '../../errors.js';
import { canvasContext } from '../canvas-context.js';
import { withResolution } from './png-resolution.js';
import type { Scene, SceneItem } from './scene.js';

/** Most pixels of a side, and of all of a picture, that every browser draws. */
const LONGEST = 16_384;
const MOST = 2 ** 26;

/** The largest scale at which a figure is drawn. */
export const largestScale = ({ width, height }: Scene): number =>
  Math.min(LONGEST / Math.max(width, height), Math.sqrt(MOST / (width * height)));

/**
 * A figure as a PNG, `scale` times its size on the page, which it says by its resolution.
 * @throws {AttnError} `bad-option` for a scale that is no number above 0, or makes it larger than browsers draw
 * @throws {DOMException} `SecurityError` where it shows a picture that may not be copied
 */
export async function sceneToPng(scene: Scene, scale: number): Promise<Blob> {
  const { width, height, background, items } = scene;
  const largest = largestScale(scene);
  if (!(scale > 0 && scale <= largest && Math.min(width, height) * scale >= 1)) {
    const what = `it must be above 0, and at most ${Math.floor(largest * 100) / 100} for ${width} × ${height} pixels`;
    throw new AttnError('bad-option', { name: 'scale', value: String(scale), what });
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvasContext(canvas);
  if (!context) throw new Error('no 2D canvas');
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const item of items) {
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawItem(context, item);
  }
  const drawn = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
  return withResolution(drawn, 96 * scale);
}

function drawItem(context: CanvasRenderingContext2D, item: SceneItem): void {
  if (item.kind === 'image') {
    // Cells have edges: they are repeated, not blurred.
    context.imageSmoothingEnabled = false;
    if (item.canvas.width > 0) context.drawImage(item.canvas, item.x, item.y, item.width, item.height);
    return;
  }
  if (item.kind === 'picture') {
    context.imageSmoothingEnabled = true;
    context.drawImage(item.image, item.x, item.y, item.width, item.height);
    return;
  }
  context.transform(...(item.transform as [number, number, number, number, number, number]));
  context.fillStyle = item.fill;
  if (item.kind === 'path') {
    const path = new Path2D(item.d);
    context.globalAlpha = item.fillOpacity ?? 1;
    if (item.fill !== 'none') context.fill(path);
    context.globalAlpha = 1;
    if (item.stroke === 'none') return;
    context.strokeStyle = item.stroke;
    context.lineWidth = item.strokeWidth;
    context.globalAlpha = item.strokeOpacity ?? 1;
    context.stroke(path);
    context.globalAlpha = 1;
    return;
  }
  const { font } = item;
  context.font = `${font.style} ${font.weight} ${font.size}px ${font.family}`;
  context.textAlign = ({ start: 'left', middle: 'center', end: 'right' } as const)[item.anchor];
  if (!item.upright) {
    context.fillText(item.text, item.x, item.y);
    return;
  }
  // A canvas cannot set text vertically: one character under the other, from the anchor down, up to it, or around it.
  const characters = [...item.text];
  context.textAlign = 'center';
  const first = -characters.length * font.size * { start: 0, middle: 0.5, end: 1 }[item.anchor];
  characters.forEach((character, i) => context.fillText(character, item.x, item.y + first + (i + 0.88) * font.size));
}
