import type { Extent } from '../math/extent.js';
import type { ScaleKind } from './scale-kinds.js';

/** Scale from a value to a place, 0 to 1, in the colour table. */
export interface ColorScale {
  readonly kind: ScaleKind;
  /** Lowest and highest value shown, as float32; for `log` both are above 0. */
  readonly domain: readonly [low: number, high: number];
  /** `power` only: the place is raised to this. Below 1 it opens up the small values. */
  readonly exponent: number;
  /** `power` only: bend outwards from the middle of the domain instead of from its low end. */
  readonly diverging: boolean;
}

/** Place of a value in the colour table: 0 at the low end of the domain, 1 at the high end, outside where it is outside. */
export function scalePosition(scale: ColorScale, value: number): number {
  const [low, high] = scale.domain;
  if (scale.kind === 'log') {
    return value > 0 ? (Math.log2(value) - Math.log2(low)) / (Math.log2(high) - Math.log2(low)) : -Infinity;
  }
  return bend(scale, (value - low) / (high - low));
}

/** Value at a place of the colour table: the inverse of `scalePosition`. */
export function scaleValue(scale: ColorScale, position: number): number {
  const [low, high] = scale.domain;
  if (scale.kind === 'log') return low * (high / low) ** position;
  return low + bend({ ...scale, exponent: 1 / scale.exponent }, position) * (high - low);
}

function bend({ kind, exponent, diverging }: ColorScale, position: number): number {
  if (kind !== 'power' || position < 0 || position > 1) return position;
  if (!diverging) return position ** exponent;
  const fromMiddle = 2 * position - 1;
  return 0.5 + 0.5 * Math.sign(fromMiddle) * Math.abs(fromMiddle) ** exponent;
}

/** Lowest value of a log scale, as a share of the top, at most: six decades, below which attention is rounding. */
const LOG_REACH = 1e-6;
const SMALLEST = 2 ** -126;

/**
 * The domain that shows all of an extent: from 0 where nothing is negative, both ways alike for diverging colours,
 * and for `log` from the smallest value above 0, six decades at most.
 */
export function autoDomain(kind: ScaleKind, diverging: boolean, extent: Extent): [number, number] {
  const high = Number.isFinite(extent.high) ? extent.high : 1;
  const low = Number.isFinite(extent.low) ? extent.low : 0;
  if (kind === 'log') {
    // Below the smallest normal float32 a logarithm has too few digits left to tell values apart.
    if (high * LOG_REACH < SMALLEST) return [LOG_REACH, 1];
    const bottom = Math.max(extent.positive, high * LOG_REACH);
    return [Math.fround(bottom < high ? bottom : high * LOG_REACH), high];
  }
  if (diverging) {
    const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return [-reach, reach];
  }
  if (low >= 0) return [0, high > 0 ? high : 1];
  return low < high ? [low, high] : [low, 0];
}
