import { isTag } from '../tree.js';
import { sceneFont } from './scene-font.js';
import { isRightToLeft, rightToLeft } from './text-direction.js';
import type { SceneItem, TextItem, Transform } from './scene.js';
import { SKIP } from './skip.js';

/** Texts, lines, rectangles and paths of an SVG of the page, whose corner stands at a place of the figure. */
export function svgItems(svg: SVGSVGElement, x: number, y: number): SceneItem[] {
  const toSvg = svg.getScreenCTM()?.inverse();
  const items: SceneItem[] = [];
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>('text, line, rect, path')) {
    const style = getComputedStyle(shape);
    if (shape.closest(`[${SKIP}]`) || style.visibility === 'hidden' || style.display === 'none') continue;
    const matrix = toSvg?.multiply(shape.getScreenCTM() ?? undefined);
    if (!matrix) continue;
    const transform: Transform = [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e + x, matrix.f + y];
    if (isTag(shape, 'text')) items.push(textItem(shape, style, transform));
    else items.push({ kind: 'path', transform, d: outline(shape), ...paint(style) });
  }
  return items;
}

function textItem(text: SVGTextElement, style: CSSStyleDeclaration, transform: Transform): TextItem {
  const font = sceneFont(style);
  const length = (name: string) => {
    const value = text.getAttribute(name) ?? '0';
    return Number.parseFloat(value) * (value.endsWith('em') ? font.size : 1);
  };
  const upright = style.writingMode === 'vertical-rl';
  const content = text.textContent ?? '';
  const place = { x: length('x') + length('dx'), y: length('y') + length('dy') };
  const item = { kind: 'text', transform, ...place, upright, fill: style.fill, font } as const;
  if (upright || !isRightToLeft(content, style))
    return { ...item, text: content, anchor: (style.textAnchor || 'start') as 'start' };
  // Which of its ends is the start, programs disagree about.
  const { x, width } = text.getBBox();
  return { ...item, text: rightToLeft(content), x: x + width / 2, anchor: 'middle' };
}

const paint = (style: CSSStyleDeclaration) => ({
  fill: style.fill,
  fillOpacity: Number(style.fillOpacity),
  stroke: style.stroke,
  strokeWidth: Number.parseFloat(style.strokeWidth) || 1,
  strokeOpacity: Number(style.strokeOpacity),
  dashes: Array.from(style.strokeDasharray.matchAll(/[\d.]+/g), Number),
});

function outline(shape: Element): string {
  const at = (name: string) => Number.parseFloat(shape.getAttribute(name) ?? '0');
  if (shape.localName === 'line') return `M${at('x1')},${at('y1')}L${at('x2')},${at('y2')}`;
  if (shape.localName === 'path') return shape.getAttribute('d') ?? '';
  return `M${at('x')},${at('y')}h${at('width')}v${at('height')}h${-at('width')}Z`;
}
