import { nothing, svg, type SVGTemplateResult } from 'lit';
import { type AxisLabels, isUpright, labelLine } from './labels.js';

export type AxisSide = 'left' | 'top' | 'bottom';

/** Length of a tick, and from the axis to a label, in pixels. */
const TICK = 3;
const LABEL = 6;

/**
 * The tokens of one side of a matrix: a tick and a label at the middle of each labelled position. Positions, not tokens,
 * have places, so that a token that comes twice keeps two.
 * @param edge where the axis lies: x of a left axis, y of the others
 * @param start where its first position begins
 * @param band pixels of a position
 */
export function tokenAxis(
  side: AxisSide,
  labels: AxisLabels,
  edge: number,
  start: number,
  band: number,
): SVGTemplateResult {
  const out = side === 'bottom' ? 1 : -1;
  const { ink = { ascent: 0, descent: 0 } } = labels;
  const line = labelLine(ink);
  const lowered = line.baseline - line.room / 2;
  // Letters that are higher than most stand farther away.
  const away = side === 'bottom' ? Math.max(LABEL + 8.5, TICK + ink.ascent) : Math.max(LABEL, TICK + ink.descent);
  const ticks = labels.positions.map((position) => {
    const middle = start + (position + 0.5) * band;
    const text = labels.text(position);
    const upright = labels.turned && isUpright(text);
    if (side === 'left') {
      return svg`<line x1=${edge} x2=${edge - TICK} y1=${middle} y2=${middle}></line>
        <text class="label" x=${edge - LABEL} y=${middle} dy=${lowered} text-anchor="end">${text}</text>`;
    }
    const tick = svg`<line x1=${middle} x2=${middle} y1=${edge} y2=${edge + out * TICK}></line>`;
    if (!labels.turned) {
      return svg`${tick}<text class="label" x=${middle} y=${edge + out * away} text-anchor="middle">${text}</text>`;
    }
    // Words are turned; Chinese, Japanese and Korean ones stand upright, one character under the other.
    const place = `translate(${middle},${edge + out * LABEL})${upright ? '' : ' rotate(-90)'}`;
    return svg`${tick}<text
      class="label"
      transform=${place}
      dy=${upright ? 0 : lowered}
      text-anchor=${side === 'top' ? (upright ? 'end' : 'start') : upright ? 'start' : 'end'}
      writing-mode=${upright ? 'vertical-rl' : nothing}
    >${text}</text>`;
  });
  return svg`<g class="axis ${side}">${ticks}</g>`;
}
