import { AttnError, reason } from '../errors.js';
import type { SvgFigure } from './svg-items.js';

/** Size of a figure on paper: lengths as in `85mm`, `8.5cm`, `3.3in` or `240pt`; a point is 1/72 of an inch. */
export interface PaperSize {
  /** Width of the whole; by default that on the page, where a pixel is 1/96 of an inch. */
  readonly width?: string;
  /** Size of all its text. Without a width, the figure is as large as lets most of its text have this size. */
  readonly fontSize?: string;
}

/** Points of each unit. */
const UNITS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, px: 0.75 };

/** A length in points; null of none. @throws {AttnError} `bad-option` */
function pointsOf(name: keyof PaperSize, length: string | undefined): number | null {
  if (length === undefined) return null;
  const [, number, unit] = /^\s*(\d*\.?\d+)\s*(pt|in|cm|mm|px)\s*$/.exec(length) ?? [];
  if (Number(number) > 0) return Number(number) * UNITS[unit];
  throw new AttnError('bad-option', {
    ...reason`a length on paper is needed, as in 85mm or 8pt`,
    name,
    value: String(length),
  });
}

/** A size as a figure has it. */
export interface Scaled {
  /** Points for each pixel. */
  readonly unit: number;
  /** Size of a text in points. @param size in pixels */
  fontSize(size: number): number;
}

/** Points of a page per CSS pixel: 72 and 96 an inch. */
const POINT = 0.75;

/** @throws {AttnError} `bad-option` where a length is none */
export function scaledTo({ width, items }: SvgFigure, size: PaperSize): Scaled {
  const wide = pointsOf('width', size.width);
  const letters = pointsOf('fontSize', size.fontSize);
  const unit = wide ? wide / width : letters ? letters / usualSize(items) : POINT;
  return { unit, fontSize: (own) => round(letters ?? own * unit) };
}

/** Size that most of the letters have. */
function usualSize(items: SvgFigure['items']): number {
  const letters = new Map<number, number>();
  for (const item of items)
    if (item.kind === 'text') letters.set(item.size, (letters.get(item.size) ?? 0) + item.text.length);
  const [most] = [...letters].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? 1 / POINT;
}

/** To a thousandth of a point. */
export const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Channels of `rgb(1, 2, 3)`. */
export const channelsOf = (color: string): number[] => Array.from(color.matchAll(/[\d.]+/g), Number);
