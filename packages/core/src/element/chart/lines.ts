import type { PlotScale } from './plot-scale.js';

/** Values in one line: the i-th lies at `values[offset + i × stride]`, at the place `x(i)` of the axis. NaN interrupts it. */
export interface LineValues {
  readonly values: ArrayLike<number>;
  readonly offset: number;
  readonly stride: number;
  readonly count: number;
}

/** Numbers along an axis, at the values of a line: evenly from `first` on, or the one of each by itself. */
export interface LinePlaces {
  readonly first: number;
  readonly step: number;
  /** In place of both, where they do not lie evenly; they grow. */
  readonly at?: (i: number) => number;
  readonly scale: PlotScale;
}

/** Target of a path: a canvas, or what writes it down for a saved figure. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  /** A cubic curve, by its two points of control and its end. */
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/**
 * The path of a line. Where several values share a pixel column, its first, lowest, highest and last are drawn: what is seen
 * is what all of them would draw (M4 aggregation: Jugel et al. 2014), at a cost that the width alone decides.
 * @param column width of a pixel column, in the units of `x`
 */
export function traceLine(
  sink: PathSink,
  { values, offset, stride, count }: LineValues,
  x: LinePlaces,
  y: PlotScale,
  column: number,
): void {
  const placeOf = (i: number) => x.scale(x.at ? x.at(i) : x.first + i * x.step);
  const valueOf = (i: number) => values[offset + i * stride];
  let isDown = false;
  const draw = (i: number, place = placeOf(i)) => {
    const value = valueOf(i);
    if (value !== value) {
      isDown = false;
      return;
    }
    if (isDown) sink.lineTo(place, y(value));
    else sink.moveTo(place, y(value));
    isDown = true;
  };
  const span = count > 1 ? placeOf(count - 1) - placeOf(0) : 0;
  const width = Math.abs(span);
  // Fewer values than four a column: all of them. A logarithmic axis has few values and crowds only some.
  if (count <= (4 * width) / column || x.scale.kind === 'log') {
    for (let i = 0; i < count; i++) draw(i);
    return;
  }
  const columns = Math.max(1, Math.round(width / column));
  for (let at = 0, first = 0; at < columns; at++) {
    const end = at === columns - 1 ? count : Math.round(((at + 1) * count) / columns);
    let low = first;
    let high = first;
    let lowest = valueOf(first);
    let highest = lowest;
    let hasGap = false;
    // Most of the time of a plot is spent here.
    for (let i = first, j = offset + first * stride; i < end; i++, j += stride) {
      const value = values[j];
      if (value < lowest) {
        lowest = value;
        low = i;
      } else if (value > highest) {
        highest = value;
        high = i;
      } else if (value !== value) hasGap = true;
    }
    const last = end - 1;
    const [earlier, later] = low < high ? [low, high] : [high, low];
    if (hasGap) for (let i = first; i < end; i++) draw(i);
    else {
      draw(first);
      // Where it turns, an upright line covers what all turns would; slanted ones leave gaps.
      if (low !== high && !(earlier === first && later === last)) {
        const middle = placeOf(0) + (span * (at + 0.5)) / columns;
        draw(earlier, x.at ? placeOf(earlier) : middle);
        draw(later, x.at ? placeOf(later) : middle);
      }
      if (last > first) draw(last);
    }
    first = end;
  }
}
