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
  /** Whether it is filled with the stripes of cells that are no numbers. */
  readonly isStriped: boolean;
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
  readonly content: Buffer;
  /** Whether its pixels are cells with edges. */
  readonly hasEdges: boolean;
}

export type SvgItem = SvgPath | SvgText | SvgImage;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]);

/** Reads an SVG document that an element saved. */
export function readSvg(svg: string): SvgFigure {
  const root = attributesOf(/<svg[^>]*>/.exec(svg)![0]);
  const drawn = svg.replace(/<(defs|title|desc|metadata)\b.*?<\/\1>/gs, '');
  const items: SvgItem[] = [];
  for (const [tag, name, text = ''] of drawn.matchAll(/<(rect|path|text|image)\b[^>]*?(?:\/>|>([^<]*)<\/text>)/g)) {
    const given = attributesOf(tag);
    const number = (attribute: string, usual = 0) => Number(given.get(attribute) ?? usual);
    if (name === 'image') {
      const content = Buffer.from(given.get('href')!.replace(/^[^,]*,/, ''), 'base64');
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
        isStriped: (placed.fill ?? '').startsWith('url('),
      });
  }
  return { width: Number(root.get('width')), height: Number(root.get('height')), items };
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
