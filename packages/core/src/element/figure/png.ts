import { nextTask, Slices } from '../../slices.js';
import { canvasContext } from '../canvas-context.js';
import type { Box } from '../parts/box.js';
import { paintedStrips } from './painted-strips.js';
import { withNotes } from './png-notes.js';
import { PAGE_DPI } from './png-scale.js';
import type { CanvasItem, MatricesItem, PathItem, PictureItem, Scene, SceneItem, TextItem } from './scene.js';
import type { FigureNotes } from './svg.js';

/** Milliseconds of work after which the page has its turn. */
const SLICE = 30;

/**
 * A figure as a PNG, drawn at a scale, which it says by its resolution, with notes inside.
 * @throws {DOMException} `SecurityError` where it shows a picture that may not be copied
 */
export async function sceneToPng(scene: Scene, scale: number, notes: FigureNotes): Promise<Blob> {
  const { width, height, background, items } = scene;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvasContext(canvas);
  if (!context) throw new Error('no 2D canvas');
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const slices = new Slices(SLICE, nextTask);
  for (const item of items) {
    context.setTransform(scale, 0, 0, scale, 0, 0);
    await drawItem(context, item, scale, slices);
    await slices.rest();
  }
  const drawn = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
  return withNotes(drawn, PAGE_DPI * scale, notes);
}

async function drawItem(
  context: CanvasRenderingContext2D,
  item: SceneItem,
  scale: number,
  slices: Slices,
): Promise<void> {
  if (item.kind === 'matrices') await drawMatrices(context, item, scale, slices);
  else if (item.kind === 'canvas') drawCanvas(context, item, scale);
  else if (item.kind === 'picture') drawImage(context, item);
  else {
    context.transform(...(item.transform as [number, number, number, number, number, number]));
    if (item.kind === 'path') drawPath(context, item);
    else drawText(context, item);
  }
}

/** A box in whole pixels. */
function pixelBox({ x, y, width, height }: Box, across: number, down = across): Box {
  const [left, top] = [Math.round(x * across), Math.round(y * down)];
  const [right, bottom] = [Math.round((x + width) * across), Math.round((y + height) * down)];
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Painted anew, in as many pixels as there are now: what is enlarged from the screen has cells of unequal size. */
async function drawMatrices(
  context: CanvasRenderingContext2D,
  { picture, ...item }: MatricesItem,
  scale: number,
  slices: Slices,
): Promise<void> {
  const { x, y, width, height } = pixelBox(item, scale);
  const [across, down] = [width / picture.width, height / picture.height];
  const tiles = picture.tiles.map((tile) => ({ ...tile, ...pixelBox(tile, across, down) }));
  const painted = Object.assign(document.createElement('canvas'), { width, height });
  const target = canvasContext(painted)!;
  let row = 0;
  for await (const strip of paintedStrips({ ...picture, width, height, tiles, stripes: across }, slices)) {
    const pixels = new ImageData(strip, width);
    target.putImageData(pixels, 0, row);
    row += pixels.height;
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(painted, x, y);
}

function drawCanvas(
  context: CanvasRenderingContext2D,
  { canvas, hasEdges, drawing, ...item }: CanvasItem,
  scale: number,
): void {
  const { x, y, width, height } = pixelBox(item, scale);
  const drawn = drawing ? document.createElement('canvas') : canvas;
  drawing?.draw(drawn, scale);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingEnabled = !hasEdges;
  context.drawImage(drawn, x, y, width, height);
}

function drawImage(context: CanvasRenderingContext2D, { image, x, y, width, height }: PictureItem): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, x, y, width, height);
}

function drawPath(context: CanvasRenderingContext2D, item: PathItem): void {
  const path = new Path2D(item.d);
  context.fillStyle = item.fill;
  context.globalAlpha = item.fillOpacity ?? 1;
  if (item.fill !== 'none') context.fill(path);
  context.strokeStyle = item.stroke;
  context.lineWidth = item.strokeWidth;
  context.setLineDash([...(item.dashes ?? [])]);
  context.globalAlpha = item.strokeOpacity ?? 1;
  if (item.stroke !== 'none') context.stroke(path);
  context.globalAlpha = 1;
}

function drawText(context: CanvasRenderingContext2D, { text, x, y, anchor, upright, fill, font }: TextItem): void {
  context.fillStyle = fill;
  context.font = `${font.style} ${font.weight} ${font.size}px ${font.family}`;
  context.textAlign = ({ start: 'left', middle: 'center', end: 'right' } as const)[anchor];
  if (!upright) {
    context.fillText(text, x, y);
    return;
  }
  // A canvas cannot set text vertically: one character under the other, from the anchor down, up to it, or around it.
  const characters = [...text];
  context.textAlign = 'center';
  const first = -characters.length * font.size * { start: 0, middle: 0.5, end: 1 }[anchor];
  characters.forEach((character, i) => context.fillText(character, x, y + first + (i + 0.88) * font.size));
}
