import {
  drawNumericAxis,
  type PlotScale,
  plotScale,
  type PlotScaleKind,
  type TextMeasure,
} from '@attn-elements/core/element';

interface Line {
  readonly values: ArrayLike<number>;
  /** The step that a value is of, by its place. */
  readonly stepOf: (place: number) => number;
}

/** A curve over the steps of a run. */
export interface Curve extends Line {
  /** A second line on the same axes, dashed. */
  readonly beside?: Line;
  /** Kind of the axis of values; linear unless given. */
  readonly kind?: PlotScaleKind;
  /** The step that is looked at; null is none. */
  readonly marked?: number | null;
  /** The last step of the axis, and its highest value. */
  readonly last: number;
  readonly high: number;
  /** Where the axis begins, 0 unless given. */
  readonly low?: number;
  readonly format: (value: number) => string;
}

const HEIGHT = 132;
/** Room for the labels of the axes, with most fonts. */
const LEFT = 44;
const BOTTOM = 22;
const TOP = 6;
/** From an axis to its labels, and how far the letters of those at the bottom, and at the left, stand below that. */
const AWAY = 7;
const BELOW = 8.5;
const LOWERED = 3.8;
const RIGHT = 8;
/** Letters of an SVG may come out wider than a canvas measures them, by up to this much on either side. */
const SLACK = 2;

/** Draws a curve into its place, which is so wide; labels are as wide as `measure` says. */
export function drawCurve(
  svg: SVGSVGElement,
  width: number,
  { beside, kind = 'linear', marked = null, last, high, low = 0, format, ...line }: Curve,
  measure: TextMeasure,
): void {
  if (width <= LEFT) return;
  const end = Math.max(1, last);
  // The last label stands with its middle under the end of the axis.
  const widest = measure.width(String(end));
  const right = Math.max(RIGHT, Math.ceil(widest / 2) + SLACK);
  const { ascent, descent } = measure.ink([String(end), format(high)]);
  const foot = Math.max(BOTTOM, Math.ceil(AWAY + BELOW + descent) + 1);
  const top = Math.max(TOP, Math.ceil(ascent - LOWERED));
  const domain = [low, high > low ? high : low + 1] as const;
  const levels = plotScale(kind, domain, [HEIGHT - foot, top]).ticks(4);
  const from = Math.max(LEFT, Math.ceil(measure.widest(levels.map(format))) + AWAY + SLACK);
  const x = plotScale('linear', [0, end], [from, width - right]);
  const y = plotScale(kind, domain, [HEIGHT - foot, top]);
  let count = Math.max(2, width / 80);
  let marks = x.ticks(count, true);
  while (count > 1 && marks.length > 1 && x(marks[1]) - x(marks[0]) < widest + 2 * SLACK)
    marks = x.ticks(--count, true);
  const [bottom, left] = ['.bottom', '.left'].map((side) => svg.querySelector<SVGGElement>(side)!);
  bottom.setAttribute('transform', `translate(0,${HEIGHT - foot})`);
  left.setAttribute('transform', `translate(${from},0)`);
  drawNumericAxis(bottom, {
    side: 'bottom',
    scale: x,
    ticks: marks,
    format: String,
  });
  drawNumericAxis(left, { side: 'left', scale: y, ticks: levels, format });
  svg.querySelector('path.curve')!.setAttribute('d', pathOf(line, x, y));
  svg.querySelector('path.beside')!.setAttribute('d', beside ? pathOf(beside, x, y) : '');
  const at = marked === null ? '' : `M${x(marked).toFixed(1)},${top}V${HEIGHT - foot}`;
  svg.querySelector('path.marked')!.setAttribute('d', at);
  scales.set(svg, x);
}

/** Scales of the steps of the curves that were drawn. */
const scales = new WeakMap<SVGSVGElement, PlotScale>();

/** The step under a pointer; null where nothing was drawn. */
export function stepUnder(svg: SVGSVGElement, clientX: number): number | null {
  const x = scales.get(svg);
  if (!x) return null;
  const [least, most] = x.domain();
  return Math.min(most, Math.max(least, Math.round(x.invert(clientX - svg.getBoundingClientRect().left))));
}

/** A line through the values that there are; of more than four a pixel, evenly chosen ones and the last. */
function pathOf({ values, stepOf }: Line, x: PlotScale, y: PlotScale): string {
  const [from, to] = x.range();
  const stride = Math.max(1, Math.ceil(values.length / (4 * (to - from))));
  let path = '';
  for (let at = 0; at < values.length + stride - 1; at += stride) {
    const i = Math.min(at, values.length - 1);
    if (!Number.isFinite(values[i])) continue;
    path += `${path ? 'L' : 'M'}${x(stepOf(i)).toFixed(1)},${y(values[i]).toFixed(1)}`;
  }
  // A single value is a dot: its ends are round.
  return path.includes('L') || !path ? path : `${path}h0`;
}
