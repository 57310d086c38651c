import { createCanvas } from '@napi-rs/canvas';

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** Colours that a browser takes from its system, on a light and on a dark ground. */
const SYSTEM: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  canvas: ['#fff', '#121212'],
  canvastext: ['#000', '#fff'],
};

let context: ReturnType<ReturnType<typeof createCanvas>['getContext']> | null = null;

/** A colour that a canvas knows. */
function parsed(color: string): Color {
  context ??= createCanvas(1, 1).getContext('2d');
  context.fillStyle = '#000';
  context.fillStyle = color;
  const written = String(context.fillStyle);
  const hex = /^#(..)(..)(..)$/.exec(written);
  if (hex) return [...hex.slice(1).map((part) => Number.parseInt(part, 16)), 1] as unknown as Color;
  const [red, green, blue, alpha = 1] = Array.from(written.matchAll(/[\d.]+/g), Number);
  return [red, green, blue, alpha];
}

const written = ([red, green, blue, alpha]: Color): string =>
  alpha < 1
    ? `rgba(${[red, green, blue].map(Math.round).join(', ')}, ${Math.round(alpha * 1000) / 1000})`
    : `rgb(${[red, green, blue].map(Math.round).join(', ')})`;

/** Arguments of a function: commas inside of brackets part none. */
export function argumentsOf(list: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const sign of list) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((one) => one.trim());
}

/** A mix of two colours in sRGB, by their shares (CSS Color 5, 3). */
function mixed(first: Color, second: Color, share: number): Color {
  const alpha = first[3] * share + second[3] * (1 - share);
  const part = (at: 0 | 1 | 2) =>
    alpha > 0 ? (first[at] * first[3] * share + second[at] * second[3] * (1 - share)) / alpha : 0;
  return [part(0), part(1), part(2), alpha];
}

/**
 * A colour of CSS as browsers compute it, `rgb(…)`: with `light-dark()`, `color-mix()` of sRGB, and the text's own.
 * @param current colour of the text, computed
 */
export function computedColor(color: string, current: string, isDark: boolean): string {
  const resolve = (text: string): Color => {
    const name = text.trim().toLowerCase();
    if (name === 'currentcolor') return parsed(current);
    if (name === 'transparent') return [0, 0, 0, 0];
    if (SYSTEM[name]) return parsed(SYSTEM[name][isDark ? 1 : 0]);
    const call = /^(light-dark|color-mix)\((.*)\)$/s.exec(name);
    if (!call) return parsed(name);
    const given = argumentsOf(call[2]);
    if (call[1] === 'light-dark') return resolve(given[isDark ? 1 : 0]);
    const share = shareOf(given[1]) ?? 1 - (shareOf(given[2]) ?? 0.5);
    return mixed(resolve(bare(given[1])), resolve(bare(given[2])), share);
  };
  return written(resolve(color));
}

/** Share of a colour of a mix: a percentage, or a product with one; null where none is named. */
function shareOf(part: string): number | null {
  const product = /\scalc\(\s*([\d.]+)\s*\*\s*([\d.]+)%\s*\)$/.exec(part);
  if (product) return (Number(product[1]) * Number(product[2])) / 100;
  const plain = /\s([\d.]+)%$/.exec(part);
  return plain ? Number(plain[1]) / 100 : null;
}

/** A colour of a mix without its share. */
const bare = (part: string): string => part.replace(/\s(calc\([^()]*\)|[\d.]+%)$/, '');
