import { select } from 'd3-selection';
import { HEADS } from '../page/attention.js';

/**
 * BertViz' way (head_view.js, written anew): d3 joins the nested lists to one SVG line for every head, query and key, faint by
 * weight divided by the number of heads, and to one rectangle for every head and token of both sides, for what is pointed at.
 */
const BAND = 22.5;
const LABEL = 110;
const SPAN = 115;
const TOP = 30;

const COLORS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];
const colorOf = (head) => COLORS[head % COLORS.length];

/** Lists in lists, as it writes them into the page. */
export function inputOf(values, tokens) {
  const { length: count } = tokens;
  const attention = Array.from({ length: HEADS }, (_, head) =>
    Array.from({ length: count }, (_, query) =>
      Array.from(values.subarray((head * count + query) * count, (head * count + query + 1) * count)),
    ),
  );
  return { attention, tokens };
}

function side(svg, tokens, attention, left, isLeft) {
  const group = svg.append('g');
  group
    .append('g')
    .selectAll('g')
    .data(attention)
    .join('g')
    .each(function (rows, head) {
      select(this)
        .selectAll('rect')
        .data(rows)
        .join('rect')
        .attr('x', left + (head * LABEL) / HEADS)
        .attr('y', BAND)
        .attr('width', LABEL / HEADS)
        .attr('height', BAND)
        .attr('fill', colorOf(head))
        .style('opacity', 0);
    });
  const labels = group.append('g').selectAll('g').data(tokens).join('g');
  labels
    .append('rect')
    .attr('fill', 'lightgray')
    .style('opacity', 0)
    .attr('x', left)
    .attr('y', (_, i) => TOP + i * BAND)
    .attr('width', LABEL)
    .attr('height', BAND);
  labels
    .append('text')
    .text((token) => token)
    .attr('font-size', '15px')
    .attr('text-anchor', isLeft ? 'end' : 'start')
    .attr('x', isLeft ? left + LABEL - 7.5 : left + 7.5)
    .attr('y', (_, i) => TOP + i * BAND + 15);
}

export function draw(box, { attention, tokens }) {
  const svg = select(box)
    .append('svg')
    .attr('width', '100%')
    .attr('height', TOP + tokens.length * BAND);
  side(svg, tokens, attention, 0, true);
  side(svg, tokens, attention, LABEL + SPAN, false);
  svg
    .append('g')
    .selectAll('g')
    .data(attention)
    .join('g')
    .each(function (rows, head) {
      select(this)
        .selectAll('g')
        .data(rows)
        .join('g')
        .each(function (weights, query) {
          select(this)
            .selectAll('line')
            .data(weights)
            .join('line')
            .attr('x1', LABEL)
            .attr('y1', TOP + (query + 0.5) * BAND)
            .attr('x2', LABEL + SPAN)
            .attr('y2', (_, key) => TOP + (key + 0.5) * BAND)
            .attr('stroke-width', 2)
            .attr('stroke', colorOf(head))
            .attr('left-token-index', query)
            .attr('right-token-index', (_, key) => key)
            .attr('stroke-opacity', (weight) => weight / HEADS);
        });
    });
}

export function place() {
  const { x = 0, y = 0 } = document.querySelector('svg')?.getBoundingClientRect() ?? {};
  return { x: x + LABEL, y: y + TOP, width: SPAN, band: BAND };
}
