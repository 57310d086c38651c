import { expect } from '@open-wc/testing';
import { type AxisScale, axisBottom, axisLeft, axisTop } from 'd3-axis';
import { select } from 'd3-selection';
import { html, render } from 'lit';
import { type AxisLabels, type AxisSide, tokenAxis } from '../../src/element/index.js';

const makers = { left: axisLeft, top: axisTop, bottom: axisBottom };
const [EDGE, START, BAND] = [120, 40, 17];

/** Bands of positions as d3-axis asks for them. */
function bands(count: number): AxisScale<number> {
  const scale = Object.assign((position: number) => START + position * BAND, {
    domain: () => Array.from({ length: count }, (_, i) => i),
    range: () => [START, START + count * BAND],
    bandwidth: () => BAND,
    round: () => false,
    copy: () => bands(count),
  });
  return scale as unknown as AxisScale<number>;
}

/** Ticks and labels as they stand on the page: middles of lines, and the point that a label is anchored at. */
function measure(root: Element) {
  const frame = root.getBoundingClientRect();
  const lines = Array.from(root.querySelectorAll('line'), (line) => {
    const { x, y, width, height } = line.getBoundingClientRect();
    return [x - frame.x + width / 2, y - frame.y + height / 2];
  });
  const texts = Array.from(root.querySelectorAll('text'), (text) => {
    const { x, right, y, bottom } = text.getBoundingClientRect();
    return {
      text: text.textContent!.trim(),
      right: right - frame.x,
      middle: (x + right) / 2 - frame.x,
      y: (y + bottom) / 2 - frame.y,
    };
  });
  return { lines, texts };
}

function stand(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', '300');
  svg.setAttribute('height', '300');
  svg.style.cssText = 'position: absolute; left: 0; top: 0; font: 12px sans-serif';
  document.body.append(svg);
  return svg;
}

describe('the axis of tokens, held to d3-axis', () => {
  const words = ['the', 'cat', 'the', 'cat', 'sat', '.'];
  for (const side of ['left', 'top', 'bottom'] as AxisSide[]) {
    it(`${side}: ticks and labels stand where d3-axis puts them, also of words that come twice`, () => {
      const labels: AxisLabels = {
        positions: [0, 2, 3, 5],
        text: (position) => words[position],
        turned: false,
        depth: 20,
      };
      const ours = document.createElement('div');
      ours.style.cssText = 'position: absolute; left: 0; top: 0; font: 12px sans-serif';
      document.body.append(ours);
      render(html`<svg width="300" height="300">${tokenAxis(side, labels, EDGE, START, BAND)}</svg>`, ours);

      const theirs = stand();
      const axis = makers[side](bands(words.length))
        .tickValues([0, 2, 3, 5])
        .tickFormat((at) => words[at]);
      const group = select(theirs).append('g');
      group.attr('transform', side === 'left' ? `translate(${EDGE},0)` : `translate(0,${EDGE})`);
      // Half a pixel, which d3-axis adds on screens of ordinary resolution, is the drawing's affair here.
      group.call(axis.tickSize(3).tickPadding(3).offset(0));
      group.select('.domain').remove();
      group.attr('font-size', null).attr('font-family', null);

      const mine = measure(ours.querySelector('svg')!);
      const reference = measure(theirs);
      expect(mine.texts.map(({ text }) => text)).to.deep.equal(['the', 'the', 'cat', '.']);
      mine.lines.forEach(([x, y], i) => {
        expect(x).to.be.closeTo(reference.lines[i][0], 0.01);
        expect(y).to.be.closeTo(reference.lines[i][1], 0.01);
      });
      mine.texts.forEach((label, i) => {
        const other = reference.texts[i];
        expect(label.text).to.equal(other.text);
        expect(label.y).to.be.closeTo(other.y, 0.5);
        if (side === 'left') expect(label.right).to.be.closeTo(other.right, 0.5);
        else expect(label.middle).to.be.closeTo(other.middle, 0.5);
      });
      ours.remove();
      theirs.remove();
    });
  }
});
