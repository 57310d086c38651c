import { canvasContext } from '../canvas-context.js';

/** A colour without its transparency, which programs that read SVG want apart. */
export interface Paint {
  /** As `rgb(…)`, which every program understands. */
  readonly color: string;
  /** From 0 to 1. */
  readonly opacity: number;
}

/** Any CSS colour, most often computed: `rgb(…)`, or what mixing gives, `color(srgb …)`. Null where nothing would be seen. */
export function readPaint(color: string): Paint | null {
  if (color === 'none') return null;
  const isMixed = color.startsWith('color(srgb ');
  if (!isMixed && !/^rgba?\(\d+,/.test(color)) return paintedColor(color);
  const [red, green, blue, alpha = 1] = Array.from(color.matchAll(/-?[\d.]+(?:e-?\d+)?/g), Number);
  const bytes = [red, green, blue].map((part) => Math.min(255, Math.max(0, Math.round(isMixed ? part * 255 : part))));
  return paintOf(bytes, alpha);
}

const paintOf = (bytes: readonly number[], opacity: number): Paint | null =>
  opacity > 0 ? { color: `rgb(${bytes.join(', ')})`, opacity: Math.round(opacity * 1000) / 1000 } : null;

/** As the browser itself paints it: `oklch()`, wide gamuts, names. */
function paintedColor(color: string): Paint | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvasContext(canvas);
  if (!context) return { color, opacity: 1 };
  context.fillStyle = 'transparent';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return paintOf([red, green, blue], alpha / 255);
}
