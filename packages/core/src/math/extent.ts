import { MASKED_BELOW } from './masked.js';

/** Lowest and highest finite value of an array, the lowest above 0, and what else is in it. */
export interface Extent {
  /** Infinity where there is no finite value. */
  readonly low: number;
  /** −Infinity where there is no finite value. */
  readonly high: number;
  /** Index of the first value that is as high as `high`; −1 where there is none. */
  readonly highAt: number;
  /** Lowest value above 0; Infinity where there is none. */
  readonly positive: number;
  readonly hasNaN: boolean;
  readonly hasMasked: boolean;
  /** Whether +Infinity occurs, which no scale reaches. */
  readonly hasInfinity: boolean;
}

/** The extent of nothing: where joining begins. */
export const emptyExtent: Extent = {
  low: Infinity,
  high: -Infinity,
  highAt: -1,
  positive: Infinity,
  hasNaN: false,
  hasMasked: false,
  hasInfinity: false,
};

const known = new WeakMap<Float32Array, Extent>();

/** Extent of an array that is not written to any more: asked twice, it is read once. +Infinity counts as no value. */
export function extentOf(values: Float32Array): Extent {
  let extent = known.get(values);
  if (!extent) known.set(values, (extent = readExtent(values)));
  return extent;
}

function readExtent(values: Float32Array): Extent {
  let low = Infinity;
  let high = -Infinity;
  let highAt = -1;
  let positive = Infinity;
  let hasNaN = false;
  let hasMasked = false;
  let hasInfinity = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // Almost every value lies within what was seen before: these comparisons are all that it costs.
    if (value >= low && value <= high && (value >= positive || value <= 0)) continue;
    if (value !== value) hasNaN = true;
    else if (value <= MASKED_BELOW) hasMasked = true;
    else if (value === Infinity) hasInfinity = true;
    else {
      if (value > high) {
        high = value;
        highAt = i;
      }
      if (value < low) low = value;
      if (value > 0 && value < positive) positive = value;
    }
  }
  return { low, high, highAt, positive, hasNaN, hasMasked, hasInfinity };
}

/** Extent of two arrays together; `highAt` belongs to one array alone and is −1. */
export function joinExtents(a: Extent, b: Extent): Extent {
  return {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    highAt: -1,
    positive: Math.min(a.positive, b.positive),
    hasNaN: a.hasNaN || b.hasNaN,
    hasMasked: a.hasMasked || b.hasMasked,
    hasInfinity: a.hasInfinity || b.hasInfinity,
  };
}
