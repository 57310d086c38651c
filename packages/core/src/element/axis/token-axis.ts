import { axisBottom, axisLeft, axisTop } from 'd3-axis';
import type { Selection } from 'd3-selection';
import { type BandScale } from './band-scale.js';
import type { AxisLabels } from './labels.js';

export type AxisSide = 'left' | 'top' | 'bottom';

const makers = { left: axisLeft, top: axisTop, bottom: axisBottom };
const hanWord = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{P}]+$/u;

/** Draws the tokens of one side of a matrix into a group. */
export function drawTokenAxis(
  group: Selection<SVGGElement, unknown, null, undefined>,
  side: AxisSide,
  scale: BandScale,
  labels: AxisLabels,
): void {
  const axis = makers[side]<number>(scale)
    .tickValues([...labels.positions])
    .tickFormat(labels.text)
    .tickSize(3)
    .tickPadding(3);
  group.attr('class', `axis ${side}`).call(axis);
  group.select('.domain').remove();
  group.attr('font-size', null).attr('font-family', null);
  const texts = group.selectAll<SVGTextElement, number>('text');
  // Each label keeps its own direction, so that an Arabic token does not turn the brackets of its neighbour.
  texts.attr('direction', null).attr('unicode-bidi', 'plaintext');
  if (!labels.turned) return;
  const up = side === 'top';
  texts
    .attr('dy', '0.32em')
    .attr('y', 0)
    .attr('x', 0)
    .attr('text-anchor', up ? 'start' : 'end')
    .attr('transform', `translate(0,${up ? -6 : 6}) rotate(-90)`)
    // Chinese, Japanese and Korean words stand upright, one character under the other.
    .filter((position) => hanWord.test(labels.text(position)))
    .attr('writing-mode', 'vertical-rl')
    .attr('dy', 0)
    .attr('transform', `translate(0,${up ? -6 : 6})`);
}
