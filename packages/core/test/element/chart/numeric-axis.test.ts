import { expect } from '@open-wc/testing';
import { type AxisScale, axisBottom, axisLeft } from 'd3-axis';
import { select } from 'd3-selection';
import { drawNumericAxis, type NumericAxis, plotScale } from '../../../src/element/index.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A group to draw into, in an SVG at the corner of the page. */
function stand(): SVGGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('width', '500');
  svg.setAttribute('height', '300');
  svg.style.cssText = 'position: absolute; left: 0; top: 0; overflow: visible';
  const group = document.createElementNS(svgNamespace, 'g');
  svg.append(group);
  document.body.append(svg);
  return group;
}

/** Where the ticks and labels of an axis stand on the page. */
function measure(group: SVGGElement) {
  return Array.from(group.querySelectorAll('.tick'), (tick) => {
    const line = tick.querySelector('line')!.getBoundingClientRect();
    const text = tick.querySelector('text')!;
    const label = text.getBoundingClientRect();
    return {
      label: text.textContent!,
      line: { x: line.x + line.width / 2, y: line.y + line.height / 2, length: Math.max(line.width, line.height) },
      text: {
        middle: label.x + label.width / 2,
        right: label.right,
        // Where capitals begin, which are 0.71 of the size high: fonts leave more or less room above them.
        top: text.getStartPositionOfChar(0).y - 0.71 * Number.parseFloat(getComputedStyle(text).fontSize),
        y: label.y + label.height / 2,
      },
    };
  });
}

const bottom: NumericAxis = {
  side: 'bottom',
  scale: plotScale('linear', [-3, 17], [40, 440]),
  ticks: [-3, 0, 5.5, 17],
  format: (value) => `n${value}`,
};
const left: NumericAxis = {
  ...bottom,
  side: 'left',
  scale: plotScale('log', [0.01, 100], [260, 20]),
  ticks: [0.1, 10],
};

describe('the axis of numbers', () => {
  afterEach(() => document.body.querySelectorAll('svg').forEach((svg) => svg.remove()));

  for (const axis of [bottom, left]) {
    it(`${axis.side}: line, ticks and labels stand where d3-axis puts them`, () => {
      const [ours, theirs] = [stand(), stand()];
      drawNumericAxis(ours, axis);
      const make = axis.side === 'left' ? axisLeft<number> : axisBottom<number>;
      // It keeps a copy of the scale.
      const scale: AxisScale<number> = Object.assign(axis.scale.bind(null), axis.scale, { copy: () => scale });
      const reference = make(scale).tickValues(axis.ticks).tickFormat(axis.format);
      // Half a pixel, which d3-axis adds on screens of ordinary resolution, is the drawing's affair here.
      reference.tickSizeInner(4).tickSizeOuter(0).tickPadding(3).offset(0);
      select(theirs).call(reference).attr('font-family', null).attr('font-size', null);
      const line = (group: SVGGElement) => group.querySelector('.domain')!.getAttribute('d');
      expect(measure(ours)).to.deep.equal(measure(theirs));
      expect(line(ours)).to.equal(line(theirs));
    });
  }

  it('at the bottom has ticks where the scale puts their numbers, and labels under them', () => {
    const group = stand();
    drawNumericAxis(group, bottom);
    const found = measure(group);
    expect(found.map(({ label }) => label)).to.deep.equal(['n-3', 'n0', 'n5.5', 'n17']);
    found.forEach(({ line, text }, i) => {
      const place = bottom.scale(bottom.ticks[i]);
      expect(line.x).to.be.closeTo(place, 0.01);
      expect(line.length).to.be.within(3, 6);
      expect(text.middle).to.be.closeTo(place, 0.6);
      expect(text.top).to.be.within(line.length, line.length + 8);
    });
  });

  it('at the left has ticks where a logarithmic scale puts their numbers, and labels before them', () => {
    const group = stand();
    group.setAttribute('transform', 'translate(100,0)');
    drawNumericAxis(group, left);
    const found = measure(group);
    expect(found.map(({ label }) => label)).to.deep.equal(['n0.1', 'n10']);
    found.forEach(({ line, text }, i) => {
      const place = left.scale(left.ticks[i]);
      expect(line.y).to.be.closeTo(place, 0.01);
      expect(line.x).to.be.below(100);
      expect(text.y).to.be.closeTo(place, 3);
      expect(text.right).to.be.within(100 - line.length - 6, 100 - line.length);
    });
  });

  it('drawn again has the new ticks alone, each at its new place', () => {
    const group = stand();
    drawNumericAxis(group, bottom);
    const kept = group.querySelectorAll('.tick')[1];
    const scale = plotScale('linear', [0, 10], [40, 240]);
    drawNumericAxis(group, { ...bottom, scale, ticks: [0, 2, 8] });
    const found = measure(group);
    expect(found.map(({ label }) => label)).to.deep.equal(['n0', 'n2', 'n8']);
    found.forEach(({ line }, i) => expect(line.x).to.be.closeTo(scale([0, 2, 8][i]), 0.01));
    expect(kept.isConnected, 'what stays is moved, not made anew').to.equal(true);
    drawNumericAxis(group, { ...bottom, ticks: [] });
    expect(group.querySelectorAll('.tick')).to.have.length(0);
  });

  it('draws ticks without labels where these say nothing', () => {
    const group = stand();
    drawNumericAxis(group, { ...bottom, format: () => '' });
    expect(group.querySelectorAll('.tick line')).to.have.length(4);
    expect(group.textContent!.trim()).to.equal('');
  });
});
