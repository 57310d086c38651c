import { ticks } from 'd3-array';

export type PlotScaleKind = 'linear' | 'log';

/** A number's place along an axis, in CSS pixels. */
export interface PlotScale {
  (value: number): number;
  readonly kind: PlotScaleKind;
  domain(): [number, number];
  range(): [number, number];
  /** The number at a place. */
  invert(place: number): number;
  /** About `count` round numbers of the domain; for `whole` no fractions, so that there may be none. */
  ticks(count: number, whole?: boolean): number[];
}

/**
 * @param domain numbers at both ends, above 0 for `log`
 * @param range their places, in CSS pixels
 */
export function plotScale(
  kind: PlotScaleKind,
  domain: readonly [number, number],
  range: readonly [number, number],
): PlotScale {
  const [put, take] = kind === 'log' ? [Math.log10, (value: number) => 10 ** value] : [Number, Number];
  const [low, high] = domain.map(put);
  const factor = (range[1] - range[0]) / (high - low || 1);
  return Object.assign((value: number) => range[0] + (put(value) - low) * factor, {
    kind,
    domain: (): [number, number] => [...domain],
    range: (): [number, number] => [...range],
    invert: (place: number) => take(low + (place - range[0]) / factor),
    ticks: (count: number, whole = false) =>
      (kind === 'log' ? decades(domain, count) : ticks(...domain, count)).filter((tick) => !whole || tick % 1 === 0),
  });
}

/** Powers of ten, every one or every second, fifth, …; where fewer than two lie between the ends, the round numbers there. */
function decades([low, high]: readonly [number, number], count: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last <= first) return ticks(low, high, count);
  const step = Math.max(1, Math.ceil((last - first) / count));
  return ticks(first, last, (last - first) / step)
    .filter((power) => power % 1 === 0)
    .map((power) => 10 ** power);
}
