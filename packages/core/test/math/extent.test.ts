import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExtent, extentOf, joinExtents } from '../../src/math/index.js';

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
      }),
      { numRuns: 500 },
    );
  });

  it('of two arrays is that of both in one', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const both = extentOf(Float32Array.from([...a, ...b]));
        const joined = joinExtents(extentOf(a), extentOf(b));
        expect({ ...joined, low: joined.low + 0, high: joined.high + 0 }).toEqual({
          ...both,
          low: both.low + 0,
          high: both.high + 0,
        });
        expect(joinExtents(emptyExtent, extentOf(a))).toEqual(extentOf(a));
      }),
    );
  });
});
