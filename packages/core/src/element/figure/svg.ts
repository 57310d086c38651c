import { Slices, nextTask } from '../../slices.js';
import { crc32 } from '../../data/write/crc32.js';
import { matrixImages, STRIPE } from './matrix-images.js';
import { readPaint } from './paint.js';
import { pictureAddress } from './picture-item.js';
import type { CanvasItem, MatricesItem, PathItem, PictureItem, Scene, SceneItem, TextItem } from './scene.js';

/** Title, description and metadata of a saved figure. */
export interface FigureNotes {
  readonly title: string;
  readonly description: string;
  /** Anything that helps to make the figure again: the source, the head, the scale. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Milliseconds of work after which the page has its turn. */
const SLICE = 30;

/**
 * A figure as an SVG document: text stays text, a matrix is one embedded image of its cells, notes lie inside.
 * @param isPixels whether pictures are wanted as PNG or JPEG
 */
export async function sceneToSvg(
  { width, height, background, items }: Scene,
  notes: FigureNotes,
  isPixels = false,
): Promise<string> {
  const slices = new Slices(SLICE, nextTask);
  const metadata = JSON.stringify(notes.metadata);
  // Several documents may be written into one page, where names are shared.
  const name = `attn-${crc32(new TextEncoder().encode(notes.title + metadata)).toString(36)}`;
  const parts: string[] = [];
  for (const item of items) {
    parts.push(...(await itemToSvg(item, name, slices, isPixels)));
    await slices.rest();
  }
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="${name}-title ${name}-description">`,
    `<title id="${name}-title">${escape(notes.title)}</title>`,
    `<desc id="${name}-description">${escape(notes.description)}</desc>`,
    `<metadata>${escape(metadata)}</metadata>`,
    `<rect width="${width}" height="${height}"${paintAs('fill', background)}/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

async function itemToSvg(item: SceneItem, name: string, slices: Slices, isPixels: boolean): Promise<string[]> {
  if (item.kind === 'matrices') return matricesToSvg(item, name, slices);
  if (item.kind === 'path') return [pathToSvg(item)];
  if (item.kind === 'text') return [textToSvg(item)];
  return [imageToSvg(item, isPixels)];
}

const numbers = (...list: readonly number[]) => list.map((one) => round(one)).join(' ');

/** Cells have edges: they are repeated, not blurred. Browsers do so for `pixelated` alone, other programs for `optimizeSpeed`, and take what is last. */
const EDGES = ' style="image-rendering:pixelated!important;image-rendering:optimizeSpeed"';

function imageTag(
  { x, y, width, height }: Omit<PictureItem, 'kind' | 'image'>,
  href: string,
  hasEdges: boolean,
): string {
  const box = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return `<image ${box} preserveAspectRatio="none"${hasEdges ? EDGES : ''} href="${escape(href)}"/>`;
}

function imageToSvg(item: PictureItem | CanvasItem, isPixels: boolean): string {
  if (item.kind === 'picture') return imageTag(item, pictureAddress(item.image, isPixels), false);
  return imageTag(item, item.canvas.toDataURL('image/png'), item.hasEdges);
}

async function matricesToSvg(item: MatricesItem, name: string, slices: Slices): Promise<string[]> {
  const { hatch } = item.picture.look;
  const images = await matrixImages(item, slices);
  const parts = images.map((image) => imageTag(image, image.href, image.hasEdges));
  if (!images.some(({ striped }) => striped)) return parts;
  const stripe = `${name}-stripe`;
  // As wide as the pixels of the screen made them.
  const scale = round(item.width / item.picture.width, 1e6);
  const color = paintAs('fill', `rgba(${hatch.slice(0, 3).join(', ')}, ${hatch[3] / 255})`);
  const pattern = `<pattern id="${stripe}" width="${STRIPE.period}" height="${STRIPE.period}" patternUnits="userSpaceOnUse" patternTransform="scale(${scale})"><path d="${STRIPE.path}"${color}/></pattern>`;
  const striped = images.map((image) =>
    image.striped
      ? `<path transform="translate(${numbers(image.x, image.y)})" d="${image.striped}" fill="url(#${stripe})"/>`
      : '',
  );
  return [`<defs>${pattern}</defs>`, ...parts, ...striped.filter(Boolean)];
}

function pathToSvg({ transform, d, fill, fillOpacity, dashes = [], ...line }: PathItem): string {
  const paints = [paintAs('fill', fill, fillOpacity)];
  if (line.stroke !== 'none') {
    paints.push(paintAs('stroke', line.stroke, line.strokeOpacity), ` stroke-width="${round(line.strokeWidth)}"`);
    if (dashes.length > 0) paints.push(` stroke-dasharray="${numbers(...dashes)}"`);
  }
  return `<path transform="matrix(${numbers(...transform)})" d="${escape(d)}"${paints.join('')}/>`;
}

function textToSvg({ transform, text, x, y, anchor, upright, fill, font }: TextItem): string {
  const look = `font-family="${escape(font.family)}" font-size="${font.size}" font-weight="${font.weight}" font-style="${font.style}"`;
  const place = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`;
  const mode = upright ? ' writing-mode="vertical-rl"' : '';
  return `<text transform="matrix(${numbers(...transform)})" ${place}${mode} ${look}${paintAs('fill', fill)} xml:space="preserve">${escape(text)}</text>`;
}

/** A colour and its opacity as attributes: programs other than browsers know no transparent colours, and none of other spaces. */
function paintAs(name: 'fill' | 'stroke', color: string, opacity = 1): string {
  const paint = readPaint(color);
  if (!paint) return ` ${name}="none"`;
  const together = round(paint.opacity * opacity, 1000);
  return ` ${name}="${escape(paint.color)}"${together < 1 ? ` ${name}-opacity="${together}"` : ''}`;
}

function round(value: number, steps = 100): number {
  return Math.round(value * steps) / steps;
}

/** Characters that XML 1.0 cannot hold even as references: control characters and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(unprintable, '\ufffd').replace(/[&<>"']/g, (character) => entities[character]);
}
