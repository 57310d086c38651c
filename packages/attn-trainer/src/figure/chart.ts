import {
  drawNumericAxis,
  fewTicks,
  guideTemplate,
  pathData,
  type PlotScale,
  plotScale,
  type TextMeasure,
  traceLine,
} from '@attn-elements/core/element';
import { nothing, render } from 'lit';
import { type Curve, type CurveLine, placeAt } from './curve.js';

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
/** Names at the ends of lines take this share of the width at most, and stand so far from them. */
const SHARE = 0.4;
const GAP = 5;

interface Scales {
  readonly x: PlotScale;
  readonly y: PlotScale;
}

/** Scales of the charts that were drawn. */
const drawn = new WeakMap<SVGSVGElement, Scales>();

/** Draws a chart into its place, of this size in pixels; labels are as wide as `measure` says. */
export function drawCurve(
  svg: SVGSVGElement,
  [width, height]: readonly [number, number],
  curve: Curve,
  measure: TextMeasure,
): void {
  const { lines, kind, marked, last, low, high, format, hasEnds } = curve;
  if (width <= LEFT) return;
  const end = Math.max(1, last);
  // The last label stands with its middle under the end of the axis.
  const widest = measure.width(String(end));
  const names = lines.map(({ name, end: own = name }) =>
    // A line that is drawn and not read has no name.
    hasEnds && name ? measure.shorten(own, SHARE * width) : '',
  );
  const beside = hasEnds ? GAP + Math.ceil(measure.widest(names)) : 0;
  const right = Math.max(RIGHT, beside, Math.ceil(widest / 2)) + SLACK;
  const { ascent, descent } = measure.ink([String(end), format(high)]);
  const foot = height - Math.max(BOTTOM, Math.ceil(AWAY + BELOW + descent) + 1);
  const top = Math.max(TOP, Math.ceil(ascent - LOWERED));
  const domain: [number, number] = [low, high > low ? high : low + 1];
  const y = plotScale(kind, domain, [foot, top]);
  const levels = fewTicks(y, { kind, domain, whole: false }, 4);
  const from = Math.max(LEFT, Math.ceil(measure.widest(levels.map(format))) + AWAY + SLACK);
  const x = plotScale('linear', [0, end], [from, width - right]);
  let count = Math.max(2, width / 80);
  let marks = x.ticks(count, true);
  while (count > 1 && marks.length > 1 && x(marks[1]) - x(marks[0]) < widest + 2 * SLACK)
    marks = x.ticks(--count, true);
  const [bottom, left] = ['.bottom', '.left'].map((side) => svg.querySelector<SVGGElement>(side)!);
  bottom.setAttribute('transform', `translate(0,${foot})`);
  left.setAttribute('transform', `translate(${from},0)`);
  drawNumericAxis(bottom, { side: 'bottom', scale: x, ticks: marks, format: String });
  drawNumericAxis(left, { side: 'left', scale: y, ticks: levels, format });
  const paths = svg.querySelectorAll('.lines path');
  for (const [i, line] of lines.entries()) paths[i]?.setAttribute('d', pathOf(line, x, y));
  svg.querySelector('.marked')!.setAttribute('d', marked === null ? '' : `M${x(marked).toFixed(1)},${top}V${foot}`);
  if (hasEnds) placeEnds(svg, lines, names, { x, y }, ascent + descent + SLACK);
  drawn.set(svg, { x, y });
}

/** A line through the values that there are. A single value is a dot: its ends are round. */
function pathOf({ values, stepOf }: CurveLine, scale: PlotScale, y: PlotScale): string {
  const line = { values, offset: 0, stride: 1, count: values.length };
  const x = { first: 0, step: 1, at: stepOf, scale };
  const path = pathData({ trace: (sink, column) => traceLine(sink, line, x, y, column), color: '', width: 1 });
  return path.includes('L') || !path ? path : `${path}h0`;
}

/** Puts the names of lines at their ends, each below the one above it. */
function placeEnds(
  svg: SVGSVGElement,
  lines: readonly CurveLine[],
  names: readonly string[],
  { x, y }: Scales,
  lineHeight: number,
): void {
  const texts = svg.querySelectorAll<SVGTextElement>('.ends text');
  const ends = lines.flatMap(({ values, stepOf }, i) => {
    const place = values.length - 1;
    const isThere = names[i] !== '' && place >= 0 && Number.isFinite(values[place]);
    if (!isThere) texts[i].textContent = '';
    return isThere ? [{ i, x: x(stepOf(place)) + GAP, y: y(values[place]) }] : [];
  });
  ends.sort((one, other) => one.y - other.y);
  // From the highest down, and where that leaves the chart, from the lowest up: what is above and below keeps its labels.
  const [foot, top] = y.range();
  const place = (list: typeof ends, by: 1 | -1, edge: number) => {
    let free = edge;
    for (const end of list) {
      end.y = by > 0 ? Math.max(end.y, free) : Math.min(end.y, free);
      free = end.y + by * lineHeight;
    }
  };
  place(ends, 1, top);
  place(ends.toReversed(), -1, foot);
  for (const end of ends) {
    const text = texts[end.i];
    text.textContent = names[end.i];
    text.setAttribute('x', end.x.toFixed(1));
    text.setAttribute('y', (end.y + LOWERED).toFixed(1));
  }
}

/** Draws the hairline at a step, and a dot on each line that has a value there; none where the step is null. */
export function drawPointed(svg: SVGSVGElement, { lines }: Curve, step: number | null): void {
  const scales = drawn.get(svg);
  const group = svg.querySelector<SVGGElement>('.pointed')!;
  if (!scales || step === null) {
    render(nothing, group);
    return;
  }
  const { x, y } = scales;
  const dots = lines.map((line) => {
    const place = line.name ? placeAt(line, step) : -1;
    const isThere = place >= 0 && line.stepOf(place) === step && Number.isFinite(line.values[place]);
    return isThere ? { y: y(line.values[place]) } : null;
  });
  const [foot, top] = y.range();
  render(guideTemplate(x(step), [top, foot], dots), group);
}

/** The step under a pointer; null where nothing was drawn. */
export function stepUnder(svg: SVGSVGElement, clientX: number): number | null {
  const scales = drawn.get(svg);
  if (!scales) return null;
  const [least, most] = scales.x.domain();
  return Math.min(most, Math.max(least, Math.round(scales.x.invert(clientX - svg.getBoundingClientRect().left))));
}
