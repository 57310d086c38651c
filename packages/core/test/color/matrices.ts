import fc from 'fast-check';
import type { Matrix } from '../../src/color/index.js';

/** Values that matrices of attention hold, and those that go wrong. */
const value = fc.oneof(
  { weight: 8, arbitrary: fc.float({ min: 0, max: 1, noNaN: true }) },
  { weight: 3, arbitrary: fc.float({ min: -10, max: 10, noNaN: true }) },
  { weight: 4, arbitrary: fc.constantFrom(NaN, -Infinity, Infinity, Math.fround(-3.4028234e38), 0, 1) },
);

/** Matrices of up to `most` rows and columns; without −0, since nobody sees which of two zeros is the larger. */
export const anyMatrix = (most: number): fc.Arbitrary<Matrix> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([rows, columns]) =>
      fc
        .array(value, { minLength: rows * columns, maxLength: rows * columns })
        .map((values) => ({ rows, columns, values: Float32Array.from(values, (one) => one + 0) })),
    );
