import { isElement, parentOf } from '../tree.js';
import { readPaint } from './paint.js';

/** Ground of an element, one opaque colour: backgrounds around it that let through, over the first that does not or the page's own ground. */
export function groundOf(element: HTMLElement): string {
  const layers: string[] = [];
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (!isElement(node)) continue;
    const color = getComputedStyle(node).backgroundColor;
    const paint = readPaint(color);
    if (!paint) continue;
    layers.push(color);
    if (paint.opacity === 1) break;
  }
  return layers.reduceRight(over, canvasColor(element));
}

/** The ground of a page that names none: that of its scheme, which its text is of, too. */
function canvasColor(element: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  probe.style.colorScheme = getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  probe.style.backgroundColor = 'Canvas';
  element.append(probe);
  const color = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return color;
}

function over(ground: string, layer: string): string {
  const [below, above] = [readPaint(ground), readPaint(layer)];
  if (!below || !above) return ground;
  const bytesOf = (color: string) => Array.from(color.matchAll(/\d+/g), Number);
  const base = bytesOf(below.color);
  const mixed = bytesOf(above.color).map((byte, i) => Math.round(base[i] + (byte - base[i]) * above.opacity));
  return `rgb(${mixed.join(', ')})`;
}
