import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import { positionSpectrum } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { structureFixtures } from './structure.js';

/** Normally distributed numbers, the same in every run. */
function noise(count: number): Float64Array {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state + 1) / (2 ** 32 + 1);
  };
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

describe('the spectrum of a table', () => {
  it.each(structureFixtures)('agrees with NumPy: $name', ({ table, spectrum }) =>
    expectClose(positionSpectrum(denseOf(table)), spectrum, 2e-5),
  );

  // Powers of two are halved; the others, prime or not, go by way of a convolution.
  it.each([3, 4, 5, 7, 8, 64, 99, 100, 257, 1009, 1024, 4093, 8192])(
    'of waves over %i positions has all power at their number of turns',
    (length) => {
      for (const turns of new Set([1, 2, Math.floor(length / 3), Math.floor((length - 1) / 2), length >> 1])) {
        if (turns < 1 || turns > length / 2) continue;
        const table = dense(
          Float64Array.from({ length }, (_, n) => 5 + Math.cos((2 * Math.PI * ((n * turns) % length)) / length)),
          [length, 1],
        );
        const { shape, values } = positionSpectrum(table);
        expect(shape).toEqual([length >> 1]);
        // Power N²/4, or N² where one turn is two positions, over a variance of N/2 or N by N − 1, and over N.
        const all = 2 * turns === length ? length - 1 : (length - 1) / 2;
        const expected = Float32Array.from(values, (_, i) => (i + 1 === turns ? all : 0));
        expectClose(dense(values, shape), [...expected], all * 1e-6);
      }
    },
  );

  it.each([500, 512, 509])('of noise over %i positions scatters around 1 by 1 / √width', (length) => {
    const width = 64;
    const { values } = positionSpectrum(dense(noise(length * width), [length, width]));
    // At half a turn a position there is one wave in place of two, which scatters more.
    const inner = values.subarray(0, (length - 1) >> 1);
    const mean = inner.reduce((sum, value) => sum + value, 0) / inner.length;
    const deviation = Math.sqrt(inner.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inner.length);
    expect(mean).toBeCloseTo(1, 2);
    expect(deviation * Math.sqrt(width)).toBeGreaterThan(0.9);
    expect(deviation * Math.sqrt(width)).toBeLessThan(1.1);
  });

  it('does not know how large a column is, nor where its middle lies', () => {
    const { table, spectrum } = structureFixtures.find(({ name }) => name === 'noise, prime')!;
    const moved = table.map((row) => row.map((value, column) => value * 10 ** (column - 3) - 40 * column));
    expectClose(positionSpectrum(denseOf(moved)), spectrum, 2e-5);
  });

  it('of columns that never change is NaN, and beside others they count nowhere', () => {
    // Means of equal values are rounded, and seldom to the value itself.
    for (let length = 3; length < 40; length++) {
      const { values } = positionSpectrum(dense(new Float64Array(2 * length).fill(0.1), [length, 2]));
      expect([...values]).toEqual(Array.from(values, () => NaN));
    }
    const changing = [1, -1, 3, 2, 5, 0];
    const alone = positionSpectrum(denseOf(changing.map((value) => [value])));
    const beside = positionSpectrum(denseOf(changing.map((value) => [0.1, value, 0.7])));
    expectClose(beside, [...alone.values], 1e-6);
  });

  it('refuses what has no frequencies', () => {
    expect(() => positionSpectrum(dense(new Float32Array(4), [4]))).toThrow('it must be [positions, width]');
    expect(() => positionSpectrum(dense(new Float32Array(4), [2, 2]))).toThrow('at least 3 positions');
  });
});
