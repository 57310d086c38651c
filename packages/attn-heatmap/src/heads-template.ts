import { type Box, numericAxis, type NumericAxis, type TextMeasure } from '@attn-elements/core/element';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { SayHeads } from './heads-strings.js';
import { headMetrics, type HeadMetric } from './sorting.js';

/** Metrics of both axes. */
export interface HeadAxes {
  readonly across: HeadMetric;
  readonly up: HeadMetric;
}

/** A point of the plot; null where a head has no place. */
export type HeadPoint = { readonly x: number; readonly y: number; readonly color: string } | null;

/** Share of a radius at which the points of control of a quarter of a circle lie. */
const ROUND = 0.5523;

/** Plot of points: its frame, its axes with their titles, its points. */
export function headPoints({
  box: { x, y, width, height: side },
  points,
  radius,
  axes,
  titles: [across, up],
  height,
  measure,
}: {
  readonly box: Box;
  readonly points: readonly HeadPoint[];
  readonly radius: number;
  readonly axes: readonly [bottom: NumericAxis, left: NumericAxis];
  readonly titles: readonly [across: string, up: string];
  /** Height of the plot with its axes. */
  readonly height: number;
  readonly measure: TextMeasure;
}): SVGTemplateResult {
  const bold = measure.at(12, 600);
  const [bottom, left] = axes;
  return svg`<g class="axis bottom" fill="none" text-anchor="middle" transform="translate(0,${y + side})">${numericAxis(bottom)}</g>
    <g class="axis left" fill="none" text-anchor="end" transform="translate(${x},0)">${numericAxis(left)}</g>
    ${points.map((point) => (point ? svg`<path class="head-point" d=${circle(point.x, point.y, radius)} fill=${point.color}></path>` : nothing))}
    <text class="axis-title" x=${x + width / 2} y=${height - 6} text-anchor="middle">${bold.shorten(across, width)}</text>
    <text class="axis-title" transform="translate(13,${y + side / 2}) rotate(-90)" text-anchor="middle">${bold.shorten(up, side)}</text>`;
}

/** A circle of curves, which every kind of saved figure has. */
function circle(x: number, y: number, r: number): string {
  const c = r * ROUND;
  [x, y] = [x, y].map((place) => Math.round(place * 100) / 100);
  return `M${x - r},${y}C${x - r},${y - c},${x - c},${y - r},${x},${y - r}C${x + c},${y - r},${x + r},${y - c},${x + r},${y}C${x + r},${y + c},${x + c},${y + r},${x},${y + r}C${x - c},${y + r},${x - r},${y + c},${x - r},${y}Z`;
}

/** Lists from which a reader chooses what the axes are of. */
export function headChoices(axes: HeadAxes, say: SayHeads, choose: (axes: Partial<HeadAxes>) => void): TemplateResult {
  const list = (axis: keyof HeadAxes) => html`<label>${say(axis)}
    <select @change=${(event: Event) => choose({ [axis]: headMetrics[(event.target as HTMLSelectElement).selectedIndex] })}>
      ${headMetrics.map((metric) => html`<option .selected=${metric === axes[axis]}>${say(metric)}</option>`)}
    </select>
  </label>`;
  return html`<span class="head-axes" data-figure-skip>${list('across')}${list('up')}</span>`;
}

/** Styles of heads as points, which come with them. */
export const headsStyles = `
  .head-point {
    stroke: currentColor;
    stroke-opacity: 0.6;
  }
  .head-axes {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .head-axes select {
    max-width: 16em;
    min-height: 28px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--attn-surface, Canvas);
    color: var(--attn-surface-color, CanvasText);
    font: inherit;
  }
`;
