import { type Paint, readPaint } from './paint.js';
import type { SceneItem } from './scene.js';

/** Background, lower border and outline of an element, on each line that it takes. */
export function boxItems(element: Element, place: (rect: DOMRect) => DOMRectInit): SceneItem[] {
  const style = getComputedStyle(element);
  const lengthOf = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  const back = readPaint(style.backgroundColor);
  const border = lengthOf('border-bottom-width');
  const outline = style.outlineStyle === 'none' ? 0 : lengthOf('outline-width');
  const items: SceneItem[] = [];
  for (const rect of element.getClientRects()) {
    const { x = 0, y = 0, width = 0, height = 0 } = place(rect);
    const add = (top: number, tall: number, paint: Paint | null, line: Paint | null = null) => {
      if (!paint && !line) return;
      items.push({
        kind: 'path',
        transform: [1, 0, 0, 1, x, y],
        d: `M0,${top}h${width}v${tall}h${-width}Z`,
        fill: paint?.color ?? 'none',
        fillOpacity: paint?.opacity,
        stroke: line?.color ?? 'none',
        strokeWidth: outline,
        strokeOpacity: line?.opacity,
      });
    };
    add(0, height, back);
    if (border > 0) add(height - border, border, readPaint(style.borderBottomColor));
    if (outline > 0) add(0, height, null, readPaint(style.outlineColor));
  }
  return items;
}
