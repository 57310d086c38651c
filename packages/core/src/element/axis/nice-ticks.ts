import { ticks } from 'd3-array';
import { type ColorScale, scalePosition } from '../../color/index.js';

/** Round values over the domain of a scale, about `count` of them, with their place from 0 to 1. */
export function niceTicks(scale: ColorScale, count: number): { value: number; place: number }[] {
  const [low, high] = scale.domain;
  const values = scale.kind === 'log' ? powersOfTen(low, high, count) : ticks(low, high, count);
  return values.map((value) => ({ value, place: scalePosition(scale, value) }));
}

function powersOfTen(low: number, high: number, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-6);
  const last = Math.floor(Math.log10(high) + 1e-6);
  if (last <= first) return [low, high];
  const step = Math.max(1, Math.ceil((last - first) / count));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => 10 ** (last - i * step)).reverse();
}
