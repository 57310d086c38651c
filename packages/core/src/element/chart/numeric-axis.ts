import { render, svg, type SVGTemplateResult } from 'lit';
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

/** Where capitals begin under a label's place, and where their middle is: shares of the font size, as d3-axis has them. */
const BELOW = '0.71em';
const BESIDE = '0.32em';

/** Draws an axis into a group of an SVG on the page, whatever was drawn there before. */
export function drawNumericAxis(group: SVGGElement, axis: NumericAxis): void {
  group.setAttribute('fill', 'none');
  group.setAttribute('text-anchor', axis.side === 'left' ? 'end' : 'middle');
  render(numericAxis(axis), group);
}

/** Line, ticks and labels of an axis, for a group without fill whose labels are anchored at their end, of a bottom axis at their middle. */
export function numericAxis({ side, scale, ticks, format }: NumericAxis): SVGTemplateResult {
  const isLeft = side === 'left';
  const away = TICK + PADDING;
  const [first, last] = scale.range();
  const drawn = ticks.map((tick) => {
    const place = scale(tick);
    const [x, y] = isLeft ? [-TICK, 0] : [0, TICK];
    return svg`<g class="tick" transform="translate(${isLeft ? 0 : place},${isLeft ? place : 0})">
      <line stroke="currentColor" x2=${x} y2=${y}></line>
      <text fill="currentColor" x=${isLeft ? -away : 0} y=${isLeft ? 0 : away} dy=${isLeft ? BESIDE : BELOW}>${format(tick)}</text>
    </g>`;
  });
  const line = isLeft ? `M0,${first}V${last}` : `M${first},0H${last}`;
  return svg`<path class="domain" stroke="currentColor" d=${line}></path>${drawn}`;
}
