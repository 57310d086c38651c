import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoDomain, type ColorScale, scalePosition, scaleValue } from '../../src/color/index.js';
import { emptyExtent, type Extent, extentOf } from '../../src/math/index.js';

const scale = (change: Partial<ColorScale>): ColorScale => ({
  kind: 'linear',
  domain: [0, 1],
  exponent: 0.5,
  diverging: false,
  ...change,
});

const position = fc.double({ min: 0, max: 1, noNaN: true });
const exponent = fc.double({ min: 0.2, max: 5, noNaN: true });
const span = fc
  .tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }))
  .map(([low, length]): [number, number] => [low, low + length]);
const logSpan = fc
  .tuple(fc.double({ min: -8, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 6, noNaN: true }))
  .map(([low, length]): [number, number] => [10 ** low, 10 ** (low + length)]);
const anyScale = fc.oneof(
  span.map((domain) => scale({ domain })),
  logSpan.map((domain) => scale({ kind: 'log', domain })),
  fc
    .tuple(span, exponent, fc.boolean())
    .map(([domain, exponent, diverging]) => scale({ kind: 'power', domain, exponent, diverging })),
);

describe('scales', () => {
  it('place the ends of the domain at the ends of the table', () => {
    fc.assert(
      fc.property(anyScale, (one) => {
        expect(scalePosition(one, one.domain[0])).toBeCloseTo(0, 9);
        expect(scalePosition(one, one.domain[1])).toBeCloseTo(1, 9);
      }),
    );
  });

  it('find the value at the place of a value', () => {
    fc.assert(
      fc.property(anyScale, position, (one, place) => {
        const value = scaleValue(one, place);
        expect(value).toBeGreaterThanOrEqual(one.domain[0] - 1e-9 * Math.abs(one.domain[0]));
        const again = scaleValue(one, scalePosition(one, value));
        expect(Math.abs(again - value)).toBeLessThanOrEqual(1e-6 * (one.domain[1] - one.domain[0]));
      }),
    );
  });

  it('never put a larger value before a smaller one', () => {
    fc.assert(
      fc.property(anyScale, position, position, (one, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((place) => scaleValue(one, place));
        expect(scalePosition(one, low)).toBeLessThanOrEqual(scalePosition(one, high) + 1e-9);
      }),
    );
  });

  it.each([
    ['linear halves at the middle', scale({ domain: [2, 4] }), 3, 0.5],
    ['log halves at the geometric middle', scale({ kind: 'log', domain: [1e-4, 1] }), 1e-2, 0.5],
    ['log has no place for 0', scale({ kind: 'log', domain: [1e-4, 1] }), 0, -Infinity],
    ['log has no place below 0', scale({ kind: 'log', domain: [1e-4, 1] }), -1, -Infinity],
    ['power 0.5 is the square root', scale({ kind: 'power' }), 0.25, 0.5],
    ['power 2 is the square', scale({ kind: 'power', exponent: 2 }), 0.5, 0.25],
    ['power bends outwards from the middle', scale({ kind: 'power', domain: [-1, 1], diverging: true }), 0.25, 0.75],
    ['power bends both ways alike', scale({ kind: 'power', domain: [-1, 1], diverging: true }), -0.25, 0.25],
    ['the middle of a diverging scale stays', scale({ kind: 'power', domain: [-3, 3], diverging: true }), 0, 0.5],
  ])('%s', (_, one, value, place) => {
    expect(scalePosition(one, value)).toBeCloseTo(place, 12);
  });
});

describe('the domain that is found', () => {
  const extent = (values: number[]): Extent => extentOf(Float32Array.from(values));
  it.each([
    ['begins at 0 where nothing is below', 'linear', false, [0.2, 0.8], [0, Math.fround(0.8)]],
    ['holds what is below 0', 'linear', false, [-2, 3], [-2, 3]],
    ['reaches both ways alike for diverging colours', 'linear', true, [-2, 3], [-3, 3]],
    ['is 0 to 1 where all is 0', 'linear', false, [0, 0], [0, 1]],
    ['is −1 to 1 where all is 0 and colours diverge', 'linear', true, [0, 0], [-1, 1]],
    ['begins at the smallest value above 0 for log', 'log', false, [0, 0.25, 1], [0.25, 1]],
    ['leaves out what is no number', 'power', false, [NaN, -Infinity, Infinity, 0.5], [0, 0.5]],
  ] as const)('%s', (_, kind, diverging, values, domain) => {
    expect(autoDomain(kind, diverging, extent([...values]))).toEqual(domain);
  });

  it('reaches six decades for log, no more', () => {
    const [low, high] = autoDomain('log', false, extent([1e-30, 1]));
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1e-6, 12);
  });

  it.each([-1e9, -3e7, 1e9, 0, 1e-30])('is a range also where every value is %s', (value) => {
    for (const kind of ['linear', 'power'] as const) {
      const [low, high] = autoDomain(kind, false, extent([value, value]));
      expect(Math.fround(low)).toBeLessThan(Math.fround(high));
    }
  });

  it('is a range of finite numbers that holds all values, whatever they are', () => {
    const value = fc.oneof(fc.float(), fc.constantFrom(0, NaN, Infinity, -Infinity, -3.4e38, 1e-40));
    fc.assert(
      fc.property(
        fc.constantFrom('linear' as const, 'log' as const, 'power' as const),
        fc.boolean(),
        fc.array(value, { maxLength: 8 }),
        (kind, diverging, values) => {
          const found = extent(values);
          const [low, high] = autoDomain(kind, diverging, found);
          expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
          // Scales are float32 on the graphics card.
          expect(Math.fround(low)).toBeLessThan(Math.fround(high));
          if (kind === 'log') expect(low).toBeGreaterThan(0);
          else if (found.low <= found.high) {
            expect(low).toBeLessThanOrEqual(found.low);
            expect(high).toBeGreaterThanOrEqual(found.high);
          }
        },
      ),
    );
    expect(autoDomain('linear', false, emptyExtent)).toEqual([0, 1]);
  });
});
