import type { LineInk } from '@attn-elements/core/element';
import type { LineColor } from './view.js';

/** Hues of the first and the last of many lines, in degrees of oklch: from blue through green to red. */
const FIRST = 265;
const LAST = 25;

/** The colours of lines: one alone has the page's, many go from hue to hue in their order, as light as the page needs. */
export function seriesColor({ line, isDark }: LineInk): LineColor {
  return (index, count) =>
    count === 1 ? line : oklch(isDark ? 0.78 : 0.55, 0.15, FIRST + ((LAST - FIRST) * index) / (count - 1));
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** A colour of oklch (Ottosson 2020) in bytes: of other colours canvases draw lines three times as slowly. */
function oklch(lightness: number, chroma: number, hue: number): string {
  const [a, b] = [Math.cos, Math.sin].map((wave) => chroma * wave((hue * Math.PI) / 180));
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const light = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(clamp);
  // The transfer of sRGB (IEC 61966-2-1).
  const bytes = light.map((one) =>
    Math.round(255 * (one <= 0.0031308 ? 12.92 * one : 1.055 * one ** (1 / 2.4) - 0.055)),
  );
  return `rgb(${bytes.join()})`;
}
