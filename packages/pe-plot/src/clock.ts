import { svg, type SVGTemplateResult } from 'lit';
import type { Plot } from './layout.js';

/** Share of the plot that the hands reach. */
const REACH = 0.4;

/**
 * A pair of columns as a clock: the hands are a query and a key, turned by their positions. The angle between them, which is
 * drawn and named, knows only how far apart they are.
 */
export function clockTemplate(
  plot: Plot,
  frequency: number,
  query: number,
  key: number,
  angleText: (degrees: number) => string,
): SVGTemplateResult {
  const radius = Math.min(plot.width, plot.height) * REACH;
  const [cx, cy] = [plot.x + plot.width / 2, plot.y + plot.height / 2];
  const at = (angle: number, length: number) => `${cx + length * Math.cos(angle)},${cy - length * Math.sin(angle)}`;
  const [from, to] = [key * frequency, query * frequency];
  const between = turned(to - from);
  // The rim as two arcs: one whole arc would end where it begins, and be nothing.
  const rim = `M${at(0, radius)}A${radius},${radius} 0 0 0 ${at(Math.PI, radius)}A${radius},${radius} 0 0 0 ${at(0, radius)}`;
  const small = radius * 0.45;
  const isLong = Number(Math.abs(between) > Math.PI);
  const arc = `M${at(from, small)}A${small},${small} 0 ${isLong} ${Number(between < 0)} ${at(from + between, small)}`;
  return svg`<path class="rim" d=${rim}></path>
    <path class="angle" d=${arc}></path>
    <path class="hand key" d=${arrow(from, radius, at)}></path>
    <path class="hand query" d=${arrow(to, radius, at)}></path>
    <text class="angle-text" x=${cx} y=${plot.y + plot.height - 1} text-anchor="middle">${angleText((between * 180) / Math.PI)}</text>`;
}

/** An angle between −π and π. */
function turned(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

function arrow(angle: number, radius: number, at: (angle: number, length: number) => string): string {
  const barb = (side: number) => at(angle + side * 0.12, radius * 0.86);
  return `M${at(0, 0)}L${at(angle, radius)}M${barb(1)}L${at(angle, radius)}L${barb(-1)}`;
}
