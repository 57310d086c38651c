import { expect } from '@open-wc/testing';
import { ticks } from 'd3-array';
import fc from 'fast-check';
import { plotScale } from '../../../src/element/index.js';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const length = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe('the scale of a plot', () => {
  it('puts the ends of its domain at the ends of its range, and the rest evenly between', () => {
    fc.assert(
      fc.property(number, length, number, length, fc.boolean(), (low, size, start, room, isDown) => {
        const range: [number, number] = isDown ? [start + room, start] : [start, start + room];
        const scale = plotScale('linear', [low, low + size], range);
        const within = 1e-9 * (1 + Math.abs(start) + room + (room * Math.abs(low)) / size);
        for (const share of [0, 0.25, 0.5, 1, 1.5]) {
          expect(scale(low + share * size)).to.be.closeTo(range[0] + share * (range[1] - range[0]), within);
        }
      }),
    );
  });

  it('puts equal factors at equal distances where it is logarithmic', () => {
    const scale = plotScale('log', [0.01, 100], [10, 410]);
    const places = [0.01, 0.1, 1, 10, 100].map(scale);
    places.forEach((place, i) => expect(place).to.be.closeTo(10 + 100 * i, 1e-9));
  });

  for (const kind of ['linear', 'log'] as const) {
    it(`${kind}: gives back the number at a place`, () => {
      const scale = plotScale(kind, [2, 700], [300, 40]);
      for (const value of [2, 3.5, 64, 700]) expect(scale.invert(scale(value))).to.be.closeTo(value, 1e-9 * value);
    });

    it(`${kind}: says its ends, and no one changes them through what it gives`, () => {
      const scale = plotScale(kind, [1, 10], [0, 100]);
      scale.domain()[0] = 5;
      scale.range()[0] = 50;
      expect([scale.kind, ...scale.domain(), ...scale.range()]).to.deep.equal([kind, 1, 10, 0, 100]);
    });
  }

  it('of a domain without any length says one place, not NaN', () => {
    expect(plotScale('linear', [3, 3], [20, 120])(3)).to.equal(20);
    expect(plotScale('log', [3, 3], [20, 120])(3)).to.equal(20);
  });
});

describe('its ticks', () => {
  it('are the round numbers of d3, or of those the whole ones', () => {
    fc.assert(
      fc.property(number, length, fc.integer({ min: 1, max: 10 }), (low, size, count) => {
        const scale = plotScale('linear', [low, low + size], [0, 1]);
        const round = ticks(low, low + size, count);
        expect(scale.ticks(count)).to.deep.equal(round);
        expect(scale.ticks(count, true)).to.deep.equal(round.filter(Number.isInteger));
      }),
    );
  });

  it('are powers of ten where it is logarithmic, about as many as asked for, evenly apart', () => {
    const decade = fc.integer({ min: -12, max: 6 });
    fc.assert(
      fc.property(decade, fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 8 }), (from, decades, count) => {
        const scale = plotScale('log', [10 ** from * 0.7, 10 ** (from + decades) * 1.4], [0, 400]);
        const powers = scale.ticks(count).map(Math.log10);
        expect(powers.length).to.be.within(1, 2 * count + 1);
        for (const power of powers) expect(power).to.be.closeTo(Math.round(power), 1e-9);
        const steps = powers.slice(1).map((power, i) => Math.round(power - powers[i]));
        expect(new Set(steps).size, steps.join()).to.be.at.most(1);
        for (const power of powers) expect(power).to.be.within(from, from + decades);
      }),
    );
  });

  it('are round numbers where no two powers of ten lie between the ends', () => {
    for (const domain of [
      [2, 9],
      [0.3, 4],
      [20, 90],
    ] as const) {
      const found = plotScale('log', domain, [0, 100]).ticks(4);
      expect(found).to.deep.equal(ticks(domain[0], domain[1], 4));
      expect(found.length).to.be.above(1);
    }
  });

  it('are whole on a logarithmic axis too, where fractions mean nothing', () => {
    expect(plotScale('log', [1, 5], [0, 300]).ticks(8, true)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(plotScale('log', [0.01, 1000], [0, 300]).ticks(8, true)).to.deep.equal([1, 10, 100, 1000]);
  });
});
