import { emptyExtent, type Extent, joinExtents } from '../math/extent.js';
import type { Normalization } from '../math/normalizations.js';
import { normalizeMatrix } from '../math/normalize.js';
import type { Matrix } from './matrix.js';
import { autoDomain, type ColorScale } from './scale.js';
import type { ScaleKind } from './scale-kinds.js';

/** Scale options: how an author wants values to become places between the two ends of a colour table, a shade or a line. */
export interface ScaleOptions {
  readonly scale: ScaleKind;
  /** Exponent of the scale `power`. */
  readonly exponent: number;
  /** Values at the two ends; null where the values decide. */
  readonly domain: readonly [low: number, high: number] | null;
  /** Normalization: what values are divided by first. */
  readonly normalization: Normalization;
}

/** A matrix with its values divided as the options say, shape [rows, columns]; the matrix itself where they are not. */
export function normalized(matrix: Matrix, { normalization }: Pick<ScaleOptions, 'normalization'>): Matrix {
  const { rows, columns } = matrix;
  const values = normalizeMatrix(matrix.values, rows, columns, normalization);
  return values === matrix.values ? matrix : { rows, columns, values };
}

/** Extent of own values joined with the lowest and highest of figures that share the scale. */
export function sharedExtent(own: Extent, shared: readonly [low: number, high: number] | null): Extent {
  return shared ? joinExtents(own, { ...emptyExtent, low: shared[0], high: shared[1] }) : own;
}

/**
 * The scale of values of an extent: the author's domain, or the one that shows them all (`autoDomain`), as float32.
 * @param diverging whether 0 has the middle of the colours
 */
export function fitScale(
  { scale, exponent, domain }: Omit<ScaleOptions, 'normalization'>,
  diverging: boolean,
  extent: Extent,
): ColorScale {
  const [low, high] = fitDomain(scale, domain, diverging, extent);
  return { kind: scale, domain: [Math.fround(low), Math.fround(high)], exponent, diverging };
}

function fitDomain(
  scale: ScaleKind,
  domain: ScaleOptions['domain'],
  diverging: boolean,
  extent: Extent,
): readonly [number, number] {
  // A logarithm has no place for a domain that touches 0: the author's upper end is kept.
  if (scale === 'log' && domain && domain[0] <= 0)
    return autoDomain('log', false, { ...extent, high: domain[1] > 0 ? domain[1] : 1 });
  return domain ?? autoDomain(scale, diverging, extent);
}
