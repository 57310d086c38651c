import { axisBottom, axisLeft } from 'd3-axis';
import { select } from 'd3-selection';
import type { PlotScale } from './plot-scale.js';

/** Numeric axis of a chart. */
export interface NumericAxis {
  readonly side: 'left' | 'bottom';
  readonly scale: PlotScale;
  /** Numbers that have a tick. */
  readonly ticks: readonly number[];
  /** The label of a tick; ticks without one are drawn all the same. */
  readonly format: (value: number) => string;
}

/** Length of a tick, and from it to its label, in pixels. */
const TICK = 4;
const PADDING = 3;

/** Draws an axis into a group of an SVG on the page, whatever was drawn there before. */
export function drawNumericAxis(group: SVGGElement, { side, scale, ticks, format }: NumericAxis): void {
  const axis = (side === 'left' ? axisLeft : axisBottom)<number>(scale)
    .tickValues(ticks)
    .tickFormat(format)
    .tickSizeInner(TICK)
    .tickSizeOuter(0)
    .tickPadding(PADDING)
    // A whole pixel, whatever the screen: d3-axis would shift by half of one where the pixel ratio is 1.
    .offset(0);
  // In the element's font, in which they were measured, and not in that of d3-axis.
  select(group).call(axis).attr('font-family', null).attr('font-size', null);
}
