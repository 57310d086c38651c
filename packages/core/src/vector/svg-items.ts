import { AttnError } from '../errors.js';

/** A figure as it was saved: an SVG document of ours, which is a flat list. Lengths in CSS pixels. */
export interface SvgFigure {
  readonly width: number;
  readonly height: number;
  readonly items: readonly SvgItem[];
}

interface Placed {
  /** a, b, c, d, e, f of a matrix of SVG. */
  readonly transform: readonly [number, number, number, number, number, number];
  /** null of what is not filled. */
  readonly fill: string | null;
  readonly fillOpacity: number;
}

export interface SvgPath extends Placed {
  readonly kind: 'path';
  readonly d: string;
  readonly stroke: string | null;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly dashes: readonly number[];
  /** Stripes that it is filled with, of cells that are no numbers; null of all else. */
  readonly stripes: Stripes | null;
}

/** A square of lines, which is repeated from the corner of the figure. */
export interface Stripes {
  /** Side of the square, in units of which `scale` is one in pixels. */
  readonly period: number;
  readonly scale: number;
  readonly d: string;
  readonly color: string;
  readonly opacity: number;
}

export interface SvgText extends Placed {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly isUpright: boolean;
  readonly size: number;
  readonly family: string;
  readonly weight: string;
  readonly style: string;
}

export interface SvgImage {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a PNG or another picture. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** Whether its pixels are cells with edges. */
  readonly hasEdges: boolean;
}

export type SvgItem = SvgPath | SvgText | SvgImage;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]);

/**
 * Reads an SVG document that an element saved.
 * @throws {AttnError} `picture-locked` where a picture is not in it, but at an address
 */
export function readSvg(svg: string): SvgFigure {
  const root = attributesOf(/<svg[^>]*>/.exec(svg)![0]);
  const drawn = svg.replace(/<(defs|title|desc|metadata)\b.*?<\/\1>/gs, '');
  const stripes = stripesOf(svg);
  const items: SvgItem[] = [];
  for (const [tag, name, text = ''] of drawn.matchAll(/<(rect|path|text|image)\b[^>]*?(?:\/>|>([^<]*)<\/text>)/g)) {
    const given = attributesOf(tag);
    const number = (attribute: string, usual = 0) => Number(given.get(attribute) ?? usual);
    if (name === 'image') {
      const content = bytesOf(given.get('href')!);
      const hasEdges = /optimizeSpeed/.test(given.get('style') ?? '');
      const box = { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
      items.push({ kind: 'image', ...box, content, hasEdges });
      continue;
    }
    const paint = (attribute: string) => ((given.get(attribute) ?? 'none') === 'none' ? null : given.get(attribute)!);
    const placed = {
      transform: transformOf(given.get('transform') ?? ''),
      fill: paint('fill'),
      fillOpacity: number('fill-opacity', 1),
    };
    if (name === 'text') items.push({ kind: 'text', ...placed, text: unescaped(text), ...lettersOf(given) });
    else
      items.push({
        kind: 'path',
        ...placed,
        d: given.get('d') ?? `M0,0H${given.get('width')}V${given.get('height')}H0Z`,
        stroke: paint('stroke'),
        strokeOpacity: number('stroke-opacity', 1),
        strokeWidth: number('stroke-width', 1),
        dashes: (given.get('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number),
        stripes: stripes.get(placed.fill ?? '') ?? null,
      });
  }
  return { width: Number(root.get('width')), height: Number(root.get('height')), items };
}

/** Whether what is behind a figure is paper: white, or nothing. A dark ground is drawn, as its text is light. */
export const isPaper = (item: SvgItem): boolean =>
  item.kind === 'path' && (item.fill === null || /^rgb\((255, ){2}255\)$/.test(item.fill));

/** Patterns by the way that shapes name them. */
function stripesOf(svg: string): ReadonlyMap<string, Stripes> {
  const found = new Map<string, Stripes>();
  for (const [, pattern, path] of svg.matchAll(/(<pattern [^>]*>)(<path [^>]*>)/g)) {
    const [square, line] = [attributesOf(pattern), attributesOf(path)];
    const scale = Number(/scale\((.*)\)/.exec(square.get('patternTransform') ?? '')?.[1] ?? 1);
    const paint = { color: line.get('fill')!, opacity: Number(line.get('fill-opacity') ?? 1) };
    found.set(`url(#${square.get('id')})`, { period: Number(square.get('width')), scale, d: line.get('d')!, ...paint });
  }
  return found;
}

/** Bytes that an address holds. */
function bytesOf(address: string): Uint8Array<ArrayBuffer> {
  const [, base64] = /^data:[^,]*;base64,(.*)$/s.exec(address) ?? [];
  if (base64 === undefined) throw new AttnError('picture-locked', { url: address });
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function lettersOf(given: ReadonlyMap<string, string>) {
  return {
    x: Number(given.get('x') ?? 0),
    y: Number(given.get('y') ?? 0),
    anchor: (given.get('text-anchor') ?? 'start') as SvgText['anchor'],
    isUpright: given.has('writing-mode'),
    size: Number(given.get('font-size')),
    family: given.get('font-family') ?? 'sans-serif',
    weight: given.get('font-weight') ?? '400',
    style: given.get('font-style') ?? 'normal',
  };
}

function attributesOf(tag: string): Map<string, string> {
  return new Map(Array.from(tag.matchAll(/([\w:-]+)="([^"]*)"/g), ([, name, value]) => [name, unescaped(value)]));
}

function transformOf(text: string): Placed['transform'] {
  const [call, list] = /^(\w+)\((.*)\)$/.exec(text)?.slice(1) ?? [];
  const numbers = (list ?? '').split(/[ ,]+/).map(Number);
  if (call === 'matrix') return numbers as unknown as Placed['transform'];
  return call === 'translate' ? [1, 0, 0, 1, numbers[0], numbers[1] ?? 0] : [1, 0, 0, 1, 0, 0];
}
