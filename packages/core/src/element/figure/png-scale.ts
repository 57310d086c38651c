import { badOption } from '../properties/property-check.js';
import type { Scene } from './scene.js';

/** Resolution of a picture: how many times its size on the page, or how many pixels an inch, of which a page has 96. */
export interface PictureSize {
  readonly scale?: number;
  readonly dpi?: number;
}

/** Pixels an inch of a figure at its size on the page (CSS Values and Units 4, 5.2). */
export const PAGE_DPI = 96;

/** Scale where none is asked for. */
const USUAL = 2;

/** Most pixels of a side, and of all of a picture, that every browser draws. */
const LONGEST = 16_384;
const MOST = 2 ** 26;

/**
 * Scale of a picture of a scene: the one that is asked for; else twice its size, or what can be drawn of that.
 * @throws {AttnError} `bad-option` for one that is no number, or makes it larger than browsers draw or smaller than a pixel
 */
export function scaleOf({ width, height }: Pick<Scene, 'width' | 'height'>, size: PictureSize): number {
  const most = Math.min(LONGEST / Math.max(width, height), Math.sqrt(MOST / (width * height)));
  const least = 1 / Math.min(width, height);
  if (typeof size !== 'object') throw badOption('toPNG', size, 'needsWord', { choices: ['{scale}', '{dpi}'] });
  const { scale, dpi } = size ?? {};
  if (scale !== undefined && dpi !== undefined) throw badOption('scale', scale, 'needsEither', { other: 'dpi' });
  const check = (name: string, value: unknown, unit: number) => {
    // Rounded to what is still allowed, as it is said.
    const limits = { least: Math.ceil(least * unit * 100) / 100, most: Math.floor(most * unit * 100) / 100 };
    if (typeof value === 'number' && value >= limits.least && value <= limits.most) return value / unit;
    throw badOption(name, value, 'needsBetween', limits);
  };
  if (dpi !== undefined) return check('dpi', dpi, PAGE_DPI);
  return scale === undefined ? Math.min(USUAL, most) : check('scale', scale, 1);
}
