import type { PlotScale, PlotScaleKind } from './plot-scale.js';

/** Numbers that an axis is of. */
export interface AxisRange {
  readonly kind: PlotScaleKind;
  /** Numbers at both ends. */
  readonly domain: readonly [number, number];
  /** Whether fractions mean nothing here. */
  readonly whole: boolean;
}

/** Round numbers inside the domain; both ends where there are too few of them. */
export function fewTicks(scale: PlotScale, { whole, domain }: AxisRange, count: number): number[] {
  const inside = scale.ticks(count, whole);
  const [low, high] = domain;
  if (inside.length > 1 || whole) return inside.length ? inside : [Math.ceil(low)];
  return [low, high];
}
