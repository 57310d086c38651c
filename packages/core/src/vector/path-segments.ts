import type { SvgPath } from './svg-items.js';

type Point = readonly [number, number];

/** A piece of a path: where it begins, a line, a cubic curve, or the way back to its beginning. */
export type Segment =
  | { readonly kind: 'move' | 'line'; readonly to: Point }
  | { readonly kind: 'curve'; readonly from: Point; readonly into: Point; readonly to: Point }
  | { readonly kind: 'close' };

/** The last point that bent a curve of one of both kinds. */
interface Bend {
  readonly kind: 'C' | 'Q';
  readonly at: Point;
}

const LENGTHS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** Path of SVG (SVG 2, 9.3) as lines and cubic curves, moved by a matrix. */
export function pathSegments({ d, transform }: Pick<SvgPath, 'd' | 'transform'>): Segment[] {
  const [a, b, c, d0, e, f] = transform;
  const placed = ([x, y]: Point): Point => [a * x + c * y + e, b * x + d0 * y + f];
  return ownSegments(d).map((segment) => {
    if (segment.kind === 'close') return segment;
    const to = placed(segment.to);
    return segment.kind === 'curve'
      ? { kind: 'curve', from: placed(segment.from), into: placed(segment.into), to }
      : { kind: segment.kind, to };
  });
}

function ownSegments(d: string): Segment[] {
  const segments: Segment[] = [];
  let [here, start]: Point[] = [
    [0, 0],
    [0, 0],
  ];
  /** A smooth curve goes on opposite of it. */
  let bent: Bend | null = null;
  const curve = (from: Point, into: Point, to: Point) => segments.push({ kind: 'curve', from, into, to });
  const square = (by: Point, to: Point) => {
    const near = (end: Point): Point => [end[0] + (2 / 3) * (by[0] - end[0]), end[1] + (2 / 3) * (by[1] - end[1])];
    curve(near(here), near(to), to);
    bent = { kind: 'Q', at: by };
  };
  for (const [letter, values] of commandsOf(d)) {
    const name = letter.toUpperCase();
    const [left, top] = letter === name ? [0, 0] : here;
    const point = (at: number): Point => [values[at] + left, values[at + 1] + top];
    const opposite = (kind: 'C' | 'Q'): Point =>
      bent?.kind === kind ? [2 * here[0] - bent.at[0], 2 * here[1] - bent.at[1]] : here;
    const last: Bend | null = bent;
    bent = null;
    if (name === 'Z') {
      segments.push({ kind: 'close' });
      here = start;
      continue;
    }
    const to: Point =
      name === 'H' ? [values[0] + left, here[1]] : name === 'V' ? [here[0], values[0] + top] : point(values.length - 2);
    if (name === 'M') segments.push({ kind: 'move', to: (start = to) });
    else if (name === 'C' || name === 'S') {
      bent = last;
      const from = name === 'C' ? point(0) : opposite('C');
      const into = point(values.length - 4);
      curve(from, into, to);
      bent = { kind: 'C', at: into };
    } else if (name === 'Q') square(point(0), to);
    else if (name === 'T') {
      bent = last;
      square(opposite('Q'), to);
    } else if (name === 'A') for (const part of arcCurves(here, values, to)) segments.push(part);
    else segments.push({ kind: 'line', to });
    here = to;
  }
  return segments;
}

/** Commands with the numbers of one each. What follows a first point without a letter is a line. */
function* commandsOf(d: string): Generator<readonly [letter: string, values: number[]]> {
  for (const [, letter, list] of d.matchAll(/([MLHVCSQTAZ])([^MLHVCSQTAZ]*)/gi)) {
    const values = numbersOf(list, letter.toUpperCase() === 'A');
    const length = LENGTHS[letter.toUpperCase()];
    if (length === 0) {
      yield [letter, []];
      continue;
    }
    const after = letter === 'M' ? 'L' : letter === 'm' ? 'l' : letter;
    for (let at = 0; at + length <= values.length; at += length)
      yield [at === 0 ? letter : after, values.slice(at, at + length)];
  }
}

/** Numbers, of which the flags of an arc may stand without a space. */
function numbersOf(list: string, isArc: boolean): number[] {
  const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;
  const values: number[] = [];
  for (let at = 0; at < list.length; ) {
    const flag = isArc && values.length % 7 > 2 && values.length % 7 < 5 && /^[\s,]*([01])/.exec(list.slice(at));
    number.lastIndex = at;
    const found = flag || number.exec(list);
    if (!found) break;
    values.push(Number(flag ? flag[1] : found[0]));
    at = flag ? at + flag[0].length : number.lastIndex;
  }
  return values;
}

/** An arc as cubic curves of at most a quarter of a turn each (SVG 2, B.2.4). */
function arcCurves([x1, y1]: Point, [rx0, ry0, degrees, large, sweep]: number[], to: Point): Segment[] {
  const [x2, y2] = to;
  if (rx0 === 0 || ry0 === 0) return [{ kind: 'line', to }];
  if (x1 === x2 && y1 === y2) return [];
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [across, down] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [x, y] = [cos * across + sin * down, cos * down - sin * across];
  // An ellipse that is too small for both ends grows.
  const grown = Math.sqrt(Math.max(1, (x / rx0) ** 2 + (y / ry0) ** 2));
  const [rx, ry] = [Math.abs(rx0) * grown, Math.abs(ry0) * grown];
  const both = (rx * y) ** 2 + (ry * x) ** 2;
  const away = Math.sqrt(Math.max(0, ((rx * ry) ** 2 - both) / both)) * (large === sweep ? -1 : 1);
  const [mx, my] = [(away * rx * y) / ry, (-away * ry * x) / rx];
  const [cx, cy] = [cos * mx - sin * my + (x1 + x2) / 2, sin * mx + cos * my + (y1 + y2) / 2];
  const first = Math.atan2((y - my) / ry, (x - mx) / rx);
  let turn = Math.atan2((-y - my) / ry, (-x - mx) / rx) - first;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const parts = Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9);
  const step = turn / parts;
  const reach = (4 / 3) * Math.tan(step / 4);
  const placed = (u: number, v: number): Point => [cos * rx * u - sin * ry * v + cx, sin * rx * u + cos * ry * v + cy];
  return Array.from({ length: parts }, (_, part): Segment => {
    const [from, till] = [first + part * step, first + (part + 1) * step];
    return {
      kind: 'curve',
      from: placed(Math.cos(from) - reach * Math.sin(from), Math.sin(from) + reach * Math.cos(from)),
      into: placed(Math.cos(till) + reach * Math.sin(till), Math.sin(till) - reach * Math.cos(till)),
      to: part === parts - 1 ? to : placed(Math.cos(till), Math.sin(till)),
    };
  });
}
