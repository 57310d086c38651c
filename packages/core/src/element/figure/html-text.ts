import { canvasContext } from '../canvas-context.js';
import type { Place, TextItem } from './scene.js';
import { sceneFont } from './scene-font.js';
import { isRightToLeft, rightToLeft } from './text-direction.js';

/** The text of a node as the lines that the browser broke it into. */
export function htmlTextItems(node: Text, parent: Element, place: Place): TextItem[] {
  const lines: Line[] = [];
  const range = document.createRange();
  for (const { 0: word, 1: space, index } of node.data.matchAll(/(\s*)\S+/g)) {
    // White space before a line's first word is not seen, or of what stands before it.
    range.setStart(node, index + space.length);
    range.setEnd(node, index + word.length);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      const line = lines[lines.length - 1];
      if (line && Math.abs(line.rect.y - rect.y) < 2) {
        line.text += word.replace(/\s+/g, ' ');
        line.left = Math.min(line.left, rect.left);
        line.right = Math.max(line.right, rect.right);
        line.last = rect;
      } else lines.push({ text: word.trim(), rect, last: rect, left: rect.left, right: rect.right });
      break;
    }
  }
  const style = getComputedStyle(parent);
  const font = sceneFont(style);
  const ascent = ascentOf(style);
  return lines.map(({ text, rect, last, left, right }) => {
    const { x, y, width } = place(new DOMRect(left, rect.y, right - left, rect.height));
    // Words of a text stand as those beside it let them; of one word only its style is known.
    const isTurned = last === rect ? isRightToLeft(text, style) : last.left < rect.left;
    return {
      kind: 'text',
      transform: [1, 0, 0, 1, 0, 0],
      text: isTurned ? rightToLeft(text) : text,
      x: isTurned ? x + width / 2 : x,
      y: y + ascent,
      anchor: isTurned ? 'middle' : 'start',
      upright: false,
      fill: style.color,
      font,
    };
  });
}

/** Words of a text in one line, from the first to the last, and from where to where they reach. */
interface Line {
  text: string;
  readonly rect: DOMRect;
  last: DOMRect;
  left: number;
  right: number;
}

/** Distance of the letters' line from the upper edge of a line's box: the box is the font's ascent and descent. */
function ascentOf({ font }: CSSStyleDeclaration): number {
  const context = canvasContext(document.createElement('canvas'))!;
  context.font = font;
  return context.measureText('').fontBoundingBoxAscent;
}
