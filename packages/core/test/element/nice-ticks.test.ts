import { expect } from '@open-wc/testing';
import { ticks } from 'd3-array';
import fc from 'fast-check';
import type { ColorScale } from '../../src/color/index.js';
import { niceTicks } from '../../src/element/index.js';

const scale = (change: Partial<ColorScale>): ColorScale => ({
  kind: 'linear',
  domain: [0, 1],
  exponent: 0.5,
  diverging: false,
  ...change,
});

describe('ticks of a colour bar', () => {
  it('are the round values of d3 over the domain', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        (low, length, count) => {
          const domain: [number, number] = [low, low + length];
          const found = niceTicks(scale({ domain }), count);
          expect(found.map(({ value }) => value)).to.deep.equal(ticks(...domain, count));
          for (const { value, place } of found) expect(place).to.be.closeTo((value - low) / length, 1e-9);
        },
      ),
    );
  });

  it('stand where the scale puts their values', () => {
    expect(niceTicks(scale({ kind: 'power' }), 2)).to.deep.equal([
      { value: 0, place: 0 },
      { value: 0.5, place: Math.sqrt(0.5) },
      { value: 1, place: 1 },
    ]);
  });

  it('are powers of ten on a log scale, no more than asked for and one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -12, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 6 }),
        (from, decades, count) => {
          const found = niceTicks(scale({ kind: 'log', domain: [10 ** from, 10 ** (from + decades)] }), count);
          expect(found.length).to.be.within(1, count + 1);
          for (const { value, place } of found) {
            expect(Math.log10(value)).to.be.closeTo(Math.round(Math.log10(value)), 1e-9);
            expect(place).to.be.within(-1e-9, 1 + 1e-9);
            expect(place).to.be.closeTo((Math.log10(value) - from) / decades, 1e-9);
          }
          expect(found[found.length - 1].place, 'the top has a tick').to.be.closeTo(1, 1e-9);
        },
      ),
    );
  });

  it('are the ends of a log scale of less than a decade', () => {
    const found = niceTicks(scale({ kind: 'log', domain: [0.2, 0.7] }), 5);
    expect(found.map(({ value }) => value)).to.deep.equal([0.2, 0.7]);
  });
});
