import { readPaint } from './paint.js';
import { pictureAddress } from './picture-item.js';
import type { Scene, SceneItem } from './scene.js';

/** Title, description and metadata of a saved figure. */
export interface FigureNotes {
  readonly title: string;
  readonly description: string;
  /** Anything that helps to make the figure again: the source, the head, the scale. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A figure as an SVG document: text stays text, a matrix is one embedded image, notes lie inside. */
export function sceneToSvg({ width, height, background, items }: Scene, notes: FigureNotes): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title description">`,
    `<title id="title">${escape(notes.title)}</title>`,
    `<desc id="description">${escape(notes.description)}</desc>`,
    `<metadata>${escape(JSON.stringify(notes.metadata))}</metadata>`,
    `<rect width="100%" height="100%" fill="${escape(background)}"/>`,
    ...items.map(itemToSvg),
    '</svg>',
    '',
  ].join('\n');
}

function itemToSvg(item: SceneItem): string {
  if (!('transform' in item)) {
    const isPicture = item.kind === 'picture';
    const box = `x="${item.x}" y="${item.y}" width="${item.width}" height="${item.height}"`;
    const href = isPicture ? pictureAddress(item.image) : item.canvas.toDataURL('image/png');
    const look = isPicture ? '' : ' style="image-rendering:pixelated"';
    return `<image ${box} preserveAspectRatio="none"${look} href="${escape(href)}"/>`;
  }
  const transform = `transform="matrix(${item.transform.map(round).join(' ')})"`;
  if (item.kind === 'path') {
    const { strokeWidth, strokeOpacity, fillOpacity } = item;
    const stroke =
      item.stroke === 'none' ? '' : `${paintAs('stroke', item.stroke, strokeOpacity)} stroke-width="${strokeWidth}"`;
    return `<path ${transform} d="${escape(item.d)}"${paintAs('fill', item.fill, fillOpacity)}${stroke}/>`;
  }
  const { font } = item;
  const look = `font-family="${escape(font.family)}" font-size="${font.size}" font-weight="${font.weight}" font-style="${font.style}"`;
  const place = `x="${round(item.x)}" y="${round(item.y)}" text-anchor="${item.anchor}"`;
  const upright = item.upright ? ' writing-mode="vertical-rl"' : '';
  return `<text ${transform} ${place}${upright} ${look}${paintAs('fill', item.fill)} xml:space="preserve">${escape(item.text)}</text>`;
}

/** A colour and its opacity as attributes: programs other than browsers know no transparent colours, and none of other spaces. */
function paintAs(name: 'fill' | 'stroke', color: string, opacity = 1): string {
  const paint = readPaint(color);
  if (!paint) return ` ${name}="none"`;
  const together = Math.round(paint.opacity * opacity * 1000) / 1000;
  return ` ${name}="${escape(paint.color)}"${together < 1 ? ` ${name}-opacity="${together}"` : ''}`;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Characters that XML 1.0 cannot hold even as references: control characters and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(unprintable, '\ufffd').replace(/[&<>"']/g, (character) => entities[character]);
}
