import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideFirstKey, hideKeys, normalizeMatrix } from '../../src/math/index.js';
import { anyMatrix } from '../color/matrices.js';

const isNumber = (value: number) => value > -3e38 && value < Infinity;

/** The cells that share a group with a cell. */
const groups = {
  row: (i: number, j: number, columns: number) => Math.floor(i / columns) === Math.floor(j / columns),
  column: (i: number, j: number, columns: number) => i % columns === j % columns,
  matrix: () => true,
};

describe('normalisation', () => {
  it.each(['row', 'column', 'matrix'] as const)('divides by the largest of the %s', (kind) => {
    fc.assert(
      fc.property(anyMatrix(8), ({ rows, columns, values }) => {
        const found = normalizeMatrix(values, rows, columns, kind);
        const expected = [...values].map((value, i) => {
          if (!isNumber(value)) return value;
          const around = [...values].filter((other, j) => isNumber(other) && groups[kind](i, j, columns));
          const largest = Math.max(...around.map(Math.abs));
          return largest > 0 ? Math.fround(value / largest) : value;
        });
        expect([...found]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves the array alone where none is asked for', () => {
    const values = Float32Array.of(1, 2, NaN);
    expect(normalizeMatrix(values, 1, 3, 'none')).toBe(values);
  });

  it('does not write to what it was given', () => {
    const values = Float32Array.of(1, 2, 3, 4);
    normalizeMatrix(values, 2, 2, 'row');
    hideFirstKey(values, 2, 2, true);
    expect([...values]).toEqual([1, 2, 3, 4]);
  });
});

describe('the hidden first key', () => {
  it('is masked, and what remains of each row sums to 1 again in the same proportions', () => {
    const weight = fc.float({ min: Math.fround(1e-6), max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc
          .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 8 }))
          .chain(([rows, columns]) =>
            fc
              .array(weight, { minLength: rows * columns, maxLength: rows * columns })
              .map((list) => ({ rows, columns, values: Float32Array.from(list) })),
          ),
        ({ rows, columns, values }) => {
          const found = hideFirstKey(values, rows, columns, true);
          for (let row = 0; row < rows; row++) {
            const [first, ...rest] = found.subarray(row * columns, (row + 1) * columns);
            const before = [...values.subarray(row * columns + 1, (row + 1) * columns)];
            const left = before.reduce((sum, one) => sum + one, 0);
            expect(first).toBe(-Infinity);
            expect(rest.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
            rest.forEach((one, i) => expect(one).toBeCloseTo(before[i] / left, 5));
          }
        },
      ),
    );
  });

  it('leaves a row with nothing else at 0, masked cells masked, and NaN as it is', () => {
    const values = Float32Array.of(1, 0, 0, 0.5, -Infinity, 0.5, 0.5, NaN, 0.25);
    expect([...hideFirstKey(values, 3, 3, true)]).toEqual([
      -Infinity,
      0,
      0,
      -Infinity,
      -Infinity,
      1,
      -Infinity,
      NaN,
      1,
    ]);
  });

  it('only masks where scores are shown', () => {
    expect([...hideFirstKey(Float32Array.of(5, -2, 3), 1, 3, false)]).toEqual([-Infinity, -2, 3]);
  });
});

describe('hidden keys', () => {
  it('are masked, and what remains of each row sums to 1, as a plain loop has it', () => {
    // Rows of 5: a class token at 0, a separator at 3. Quotients by NumPy: a[[1, 2, 4]] / a[[1, 2, 4]].sum().
    const values = Float32Array.of(0.5, 0.1, 0.1, 0.2, 0.1, 0.25, 0.05, 0.15, 0.25, 0.3, 0.6, -Infinity, 0, 0.4, 0);
    const found = [...hideKeys(values, 3, 5, [0, 3], true)];
    const third = 1 / 3;
    const wanted = [-Infinity, third, third, -Infinity, third, -Infinity, 0.1, 0.3, -Infinity, 0.6];
    wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
    expect(found.slice(10)).toEqual([-Infinity, -Infinity, 0, -Infinity, 0]);
    expect(values[0]).toBe(0.5);
  });

  it('only mask where scores are shown, and none leaves the values as they are', () => {
    expect([...hideKeys(Float32Array.of(5, -2, 3), 1, 3, [1], false)]).toEqual([5, -Infinity, 3]);
    expect([...hideKeys(Float32Array.of(5, -2, 3), 1, 3, [], false)]).toEqual([5, -2, 3]);
  });
});
