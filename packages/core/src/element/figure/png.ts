import { canvasContext } from '../canvas-context.js';
import type { Scene, SceneItem } from './scene.js';

/**
 * A figure as a PNG, `scale` times its size on the page.
 * @throws {DOMException} `SecurityError` where it shows a picture that may not be copied
 */
export async function sceneToPng({ width, height, background, items }: Scene, scale: number): Promise<Blob> {
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
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
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
  // A canvas cannot set text vertically: one character under the other, from the anchor up or down.
  const characters = [...item.text];
  context.textAlign = 'center';
  const first = item.anchor === 'end' ? 0 : -characters.length * font.size;
  characters.forEach((character, i) => context.fillText(character, item.x, item.y + first + (i + 0.88) * font.size));
}
