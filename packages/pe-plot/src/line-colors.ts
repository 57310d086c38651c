import type { LineColor } from './view.js';

/** Hues of the first and the last of many lines, in degrees of oklch: from blue through green to red. */
const FIRST = 265;
const LAST = 25;

/**
 * The colours of lines: one alone has the page's, many go from hue to hue in their order, as light as the page needs.
 * @param ink whose `color` is that of a line alone, and whose background is black where the page is dark
 */
export function seriesColor(ink: CSSStyleDeclaration | null): LineColor {
  const own = ink?.color ?? '#1d4fd8';
  const isDark = ink?.backgroundColor === 'rgb(0, 0, 0)';
  return (index, count) =>
    count === 1
      ? own
      : `oklch(${isDark ? 0.78 : 0.55} 0.15 ${Math.round(FIRST + ((LAST - FIRST) * index) / (count - 1))})`;
}
