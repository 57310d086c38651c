import { createCanvas, loadImage, Path2D, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import {
  type PaperSize,
  readSvg,
  type Scaled,
  scaledTo,
  type Stripes,
  type SvgItem,
  type SvgPath,
  type SvgText,
} from '@attn-elements/core/vector';

/** A saved figure as a page of its size: text stays text, lines stay lines. */
export async function svgToPdf(svg: string, title: string, size: PaperSize = {}): Promise<Uint8Array> {
  const figure = readSvg(svg);
  const { width, height, items } = figure;
  const scaled = scaledTo(figure, size);
  const { unit } = scaled;
  const page = new PDFDocument({ title, creator: '@attn-elements/render' });
  // All that a canvas has: what is declared of a page is less.
  const context = page.beginPage(width * unit, height * unit) as SKRSContext2D;
  for (const item of items) {
    context.save();
    context.scale(unit, unit);
    await draw(context, item, scaled);
    context.restore();
  }
  page.endPage();
  return new Uint8Array(page.close());
}

async function draw(context: SKRSContext2D, item: SvgItem, scaled: Scaled): Promise<void> {
  if (item.kind === 'image') {
    context.imageSmoothingEnabled = !item.hasEdges;
    context.drawImage(await loadImage(Buffer.from(item.content)), item.x, item.y, item.width, item.height);
    return;
  }
  context.transform(...item.transform);
  if (item.kind === 'path') drawPath(context, item);
  else drawText(context, { ...item, size: scaled.fontSize(item.size) / scaled.unit });
}

function drawPath(context: SKRSContext2D, item: SvgPath): void {
  const path = new Path2D(item.d);
  if (item.fill) {
    context.globalAlpha = item.fillOpacity;
    context.fillStyle = item.stripes ? pattern(context, item.stripes) : item.fill;
    context.fill(path);
  }
  if (!item.stroke) return;
  context.globalAlpha = item.strokeOpacity;
  context.strokeStyle = item.stroke;
  context.lineWidth = item.strokeWidth;
  context.setLineDash([...item.dashes]);
  context.stroke(path);
}

/** Stripes over cells that are no numbers, in whole pixels. */
function pattern(context: SKRSContext2D, { period, scale, d, color, opacity }: Stripes) {
  const square = createCanvas(Math.max(1, Math.round(period * scale)), Math.max(1, Math.round(period * scale)));
  const lines = square.getContext('2d');
  lines.scale(square.width / period, square.height / period);
  lines.globalAlpha = opacity;
  lines.fillStyle = color;
  lines.fill(new Path2D(d));
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
