import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExtent, type Extent, extentOf, joinExtents } from '../../src/math/index.js';

const value = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e30), max: Math.fround(1e30) }),
  fc.constantFrom(NaN, Infinity, -Infinity, Math.fround(-3.4028234e38), 0, -0),
);
const values = fc.array(value, { maxLength: 40 }).map((list) => Float32Array.from(list));

describe('extent', () => {
  it('is that of the finite, unmasked values', () => {
    fc.assert(
      fc.property(values, (array) => {
        const list = [...array];
        const numbers = list.filter((one) => one > -3e38 && one < Infinity);
        const found = extentOf(array);
        expect(found.low + 0).toBe(Math.min(...numbers) + 0);
        expect(found.high + 0).toBe(Math.max(...numbers) + 0);
        expect(found.positive).toBe(Math.min(...numbers.filter((one) => one > 0)));
        expect(found.hasNaN).toBe(list.some(Number.isNaN));
        expect(found.hasMasked).toBe(list.some((one) => one <= -3e38));
        expect(found.hasInfinity).toBe(list.includes(Infinity));
        const highest = list.findIndex((one) => one < Infinity && one === Math.max(...numbers));
        expect(found.highAt).toBe(numbers.length ? highest : -1);
      }),
      { numRuns: 500 },
    );
  });

  it('of two arrays is that of both in one', () => {
    const facts = ({ low, high, positive, hasNaN, hasMasked }: Extent) => [
      low + 0,
      high + 0,
      positive,
      hasNaN,
      hasMasked,
    ];
    fc.assert(
      fc.property(values, values, (a, b) => {
        const both = extentOf(Float32Array.from([...a, ...b]));
        expect(facts(joinExtents(extentOf(a), extentOf(b)))).toEqual(facts(both));
        expect(facts(joinExtents(emptyExtent, extentOf(a)))).toEqual(facts(extentOf(a)));
      }),
    );
  });
});
