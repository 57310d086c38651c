import { canvasContext } from '../canvas-context.js';
import { pathData, type StrokePicture, strokesOf } from '../chart/stroke-picture.js';
import { isElement, isTag, isText } from '../tree.js';
import { boxItems } from './box.js';
import { groundOf } from './ground.js';
import { BOX, SKIP } from './skip.js';

/** A drawing as a flat list, read off the page: SVG and PNG are made from the same. Coordinates in CSS pixels. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly items: readonly SceneItem[];
}

/** a, b, c, d, e, f of an SVG matrix. */
export type Transform = readonly [number, number, number, number, number, number];

export type SceneItem =
  | { kind: 'image'; canvas: HTMLCanvasElement; x: number; y: number; width: number; height: number }
  | { kind: 'picture'; image: HTMLImageElement; x: number; y: number; width: number; height: number }
  | {
      kind: 'path';
      transform: Transform;
      d: string;
      fill: string;
      fillOpacity?: number;
      stroke: string;
      strokeWidth: number;
      strokeOpacity?: number;
    }
  | {
      kind: 'text';
      transform: Transform;
      text: string;
      x: number;
      y: number;
      anchor: 'start' | 'middle' | 'end';
      upright: boolean;
      fill: string;
      font: { size: number; family: string; weight: string; style: string };
    };

/** Room around a saved figure, in pixels. */
const MARGIN = 12;

/** Reads a figure off the page: canvases, pictures, SVG texts, lines and rectangles, and the lines of its HTML text. */
export function readScene(root: HTMLElement): Scene {
  const frame = root.getBoundingClientRect();
  // A slide or a zoomed page scales what getBoundingClientRect says, but not offsetWidth.
  const scale = frame.width / root.offsetWidth || 1;
  const place = (rect: DOMRect) => ({
    x: (rect.x - frame.x) / scale,
    y: (rect.y - frame.y) / scale,
    width: rect.width / scale,
    height: rect.height / scale,
  });
  const items: SceneItem[] = [];
  const cuts: { y: number; height: number }[] = [];
  const visit = (element: Element) => {
    if (getComputedStyle(element).display === 'none') return;
    if (element.hasAttribute(SKIP)) {
      // A part that is skipped, in a line of its own, leaves no hole.
      if (element.parentElement === root && !element.classList.contains('visually-hidden'))
        cuts.push(place(element.getBoundingClientRect()));
      return;
    }
    if (element.hasAttribute(BOX)) items.push(...boxItems(element, place));
    if (isTag(element, 'canvas')) {
      const box = place(element.getBoundingClientRect());
      const picture = strokesOf(element);
      if (picture) items.push(...strokeItems(picture, box));
      else items.push({ kind: 'image', canvas: element, ...box });
    } else if (isTag(element, 'img')) {
      // A picture that is broken or still on its way has no pixels.
      if (element.naturalWidth > 0)
        items.push({ kind: 'picture', image: element, ...place(element.getBoundingClientRect()) });
    } else if (isTag(element, 'svg')) {
      const { x, y } = place(element.getBoundingClientRect());
      items.push(...readSvg(element, x, y));
    } else {
      for (const node of element.childNodes) {
        if (isElement(node)) visit(node);
        else if (isText(node)) items.push(...readText(node, element, place));
      }
      if (isTag(element, 'slot')) for (const node of element.assignedElements()) visit(node);
    }
  };
  visit(root);
  const height = cuts.reduce((rest, cut) => rest - cut.height, root.offsetHeight);
  return {
    width: root.offsetWidth + 2 * MARGIN,
    height: height + 2 * MARGIN,
    background: groundOf(root),
    items: items.map((item) => move(item, cuts)),
  };
}

/** Paths of a canvas that is drawn with paths. */
const strokeItems = ({ strokes }: StrokePicture, { x, y }: { x: number; y: number }): SceneItem[] =>
  strokes.map((stroke) => ({
    kind: 'path',
    transform: [1, 0, 0, 1, x, y],
    d: pathData(stroke),
    fill: 'none',
    stroke: stroke.color,
    strokeWidth: stroke.width,
    strokeOpacity: stroke.opacity,
  }));

/** Moves an item below the margin, and up over what was cut out above it. */
function move(item: SceneItem, cuts: readonly { y: number; height: number }[]): SceneItem {
  const top = 'transform' in item ? item.transform[5] + (item.kind === 'text' ? item.y : 0) : item.y;
  const up = cuts.reduce((sum, { y, height }) => sum + (y + height / 2 < top ? height : 0), 0);
  if (!('transform' in item)) return { ...item, x: item.x + MARGIN, y: item.y + MARGIN - up };
  const [a, b, c, d, e, f] = item.transform;
  return { ...item, transform: [a, b, c, d, e + MARGIN, f + MARGIN - up] };
}

function readSvg(svg: SVGSVGElement, x: number, y: number): SceneItem[] {
  const toSvg = svg.getScreenCTM()?.inverse();
  const items: SceneItem[] = [];
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>('text, line, rect, path')) {
    const style = getComputedStyle(shape);
    if (shape.closest(`[${SKIP}]`) || style.visibility === 'hidden' || style.display === 'none') continue;
    const matrix = toSvg?.multiply(shape.getScreenCTM() ?? undefined);
    if (!matrix) continue;
    const transform: Transform = [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e + x, matrix.f + y];
    if (isTag(shape, 'text')) items.push(readSvgText(shape, style, transform));
    else items.push({ kind: 'path', transform, d: outline(shape), ...paint(style) });
  }
  return items;
}

function readSvgText(text: SVGTextElement, style: CSSStyleDeclaration, transform: Transform): SceneItem {
  const size = Number.parseFloat(style.fontSize);
  const length = (name: string) => {
    const value = text.getAttribute(name) ?? '0';
    return Number.parseFloat(value) * (value.endsWith('em') ? size : 1);
  };
  return {
    kind: 'text',
    transform,
    text: text.textContent ?? '',
    x: length('x') + length('dx'),
    y: length('y') + length('dy'),
    anchor: (style.textAnchor || 'start') as 'start',
    upright: style.writingMode === 'vertical-rl',
    fill: style.fill,
    font: fontOf(style),
  };
}

/** The text of a node as the lines that the browser broke it into. */
function readText(node: Text, parent: Element, place: (rect: DOMRect) => { x: number; y: number }): SceneItem[] {
  const lines: { text: string; rect: DOMRect }[] = [];
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\s*\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      const line = lines[lines.length - 1];
      if (line && Math.abs(line.rect.y - rect.y) < 2) line.text += word.replace(/\s+/g, ' ');
      else lines.push({ text: word.trim(), rect });
      break;
    }
  }
  const style = getComputedStyle(parent);
  const font = fontOf(style);
  const ascent = ascentOf(style);
  return lines.map(({ text, rect }) => {
    const { x, y } = place(rect);
    const transform: Transform = [1, 0, 0, 1, 0, 0];
    return {
      kind: 'text',
      transform,
      text,
      x,
      y: y + ascent,
      anchor: 'start',
      upright: false,
      fill: style.color,
      font,
    };
  });
}

/** Distance of the letters' line from the upper edge of a line's box: the box is the font's ascent and descent. */
function ascentOf({ font }: CSSStyleDeclaration): number {
  const context = canvasContext(document.createElement('canvas'))!;
  context.font = font;
  return context.measureText('').fontBoundingBoxAscent;
}

const fontOf = (style: CSSStyleDeclaration) => ({
  size: Number.parseFloat(style.fontSize),
  family: style.fontFamily,
  weight: style.fontWeight,
  style: style.fontStyle,
});

const paint = (style: CSSStyleDeclaration) => ({
  fill: style.fill,
  stroke: style.stroke,
  strokeWidth: Number.parseFloat(style.strokeWidth) || 1,
  strokeOpacity: Number(style.strokeOpacity),
});

function outline(shape: Element): string {
  const at = (name: string) => Number.parseFloat(shape.getAttribute(name) ?? '0');
  if (shape.localName === 'line') return `M${at('x1')},${at('y1')}L${at('x2')},${at('y2')}`;
  if (shape.localName === 'path') return shape.getAttribute('d') ?? '';
  return `M${at('x')},${at('y')}h${at('width')}v${at('height')}h${-at('width')}Z`;
}
