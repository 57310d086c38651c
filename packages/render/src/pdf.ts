import { createCanvas, loadImage, Path2D, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import { readSvg, type SvgItem, type SvgPath, type SvgText } from './svg-items.js';

/** Points of a page per CSS pixel: 72 and 96 an inch. */
const POINT = 0.75;

/** A saved figure as a page of its size: text stays text, lines stay lines. */
export async function svgToPdf(svg: string, title: string): Promise<Uint8Array> {
  const { width, height, items } = readSvg(svg);
  const page = new PDFDocument({ title, creator: '@attn-elements/render' });
  // All that a canvas has: what is declared of a page is less.
  const context = page.beginPage(width * POINT, height * POINT) as SKRSContext2D;
  for (const item of items) {
    context.save();
    context.scale(POINT, POINT);
    await draw(context, item);
    context.restore();
  }
  page.endPage();
  return new Uint8Array(page.close());
}

async function draw(context: SKRSContext2D, item: SvgItem): Promise<void> {
  if (item.kind === 'image') {
    context.imageSmoothingEnabled = !item.hasEdges;
    context.drawImage(await loadImage(item.content), item.x, item.y, item.width, item.height);
    return;
  }
  context.transform(...item.transform);
  if (item.kind === 'path') drawPath(context, item);
  else drawText(context, item);
}

function drawPath(context: SKRSContext2D, item: SvgPath): void {
  const path = new Path2D(item.d);
  if (item.fill) {
    context.globalAlpha = item.fillOpacity;
    context.fillStyle = item.isStriped ? stripes(context) : item.fill;
    context.fill(path);
  }
  if (!item.stroke) return;
  context.globalAlpha = item.strokeOpacity;
  context.strokeStyle = item.stroke;
  context.lineWidth = item.strokeWidth;
  context.setLineDash([...item.dashes]);
  context.stroke(path);
}

/** Stripes over cells that are no numbers. */
function stripes(context: SKRSContext2D) {
  const square = createCanvas(8, 8);
  const lines = square.getContext('2d');
  lines.strokeStyle = 'rgb(138, 90, 0)';
  lines.lineWidth = 2;
  lines.stroke(new Path2D('M-2,2L2,-2M-2,10L10,-2M6,10L10,6'));
  return context.createPattern(square, 'repeat')!;
}

function drawText(
  context: SKRSContext2D,
  { text, x, y, anchor, isUpright, fill, fillOpacity, ...font }: SvgText,
): void {
  context.globalAlpha = fillOpacity;
  context.fillStyle = fill ?? '#000';
  context.font = `${font.style} ${font.weight} ${font.size}px ${font.family}`;
  context.textAlign = isUpright ? 'center' : ({ start: 'left', middle: 'center', end: 'right' } as const)[anchor];
  if (!isUpright) {
    context.fillText(text, x, y);
    return;
  }
  // One character under the other, from the anchor down, up to it, or around it.
  const characters = [...text];
  const first = -characters.length * font.size * { start: 0, middle: 0.5, end: 1 }[anchor];
  characters.forEach((character, at) => context.fillText(character, x, y + first + (at + 0.88) * font.size));
}
