import { scaleKinds } from '../../color/scale-kinds.js';
import type { ScaleOptions } from '../../color/value-scale.js';
import { normalizations } from '../../math/normalizations.js';
import { numberAbove, numberPair, oneOf, type PropertyTable } from './property.js';

/** Properties of a scale, by which values become places between two ends: of colours, of widths, of shades. */
export const scaleProperties = {
  /** How values become places between the ends of the domain: `linear`, `log`, `power`. */
  scale: oneOf(scaleKinds),
  /** Exponent of the scale `power`: below 1 it opens up the small values. */
  exponent: numberAbove(0, 0.5),
  /** Values at the two ends, `"0 1"`. @default from 0 to the largest value shown */
  domain: numberPair,
  /** Divisor of values before the scale: `none`, or the largest of their `row`, `column` or `matrix`. */
  normalization: oneOf(normalizations),
} satisfies PropertyTable;

/** The scale options that an element's properties say. */
export function scaleOptionsOf({ scale, exponent, domain, normalization }: ScaleOptions): ScaleOptions {
  return { scale, exponent, domain, normalization };
}
