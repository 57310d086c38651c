import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Sinusoidal2dOptions,
  type SinusoidalOptions,
  sinusoidal,
  sinusoidal2d,
  wavelengths,
} from '../../../src/math/index.js';
import references from '../fixtures/sine-orders.json' with { type: 'json' };
import { expectClose } from '../nested.js';

describe('sinusoidal encodings', () => {
  it('are sines and cosines, a sine last where the width is odd', () => {
    // By hand: 100^(2/3) = 21.544…, so the third column turns once in 2π × 21.544 positions.
    expectClose(sinusoidal({ length: 3, width: 3, base: 100 }), [
      [0, 1, 0],
      [0.8414709848, 0.5403023059, 0.0463992346],
      [0.9092974268, -0.4161468365, 0.0926985],
    ]);
  });

  it('repeat after their wavelengths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 1.5, max: 1e5, noNaN: true }), (width, base) => {
        const lengths = wavelengths({ width, base });
        expect(lengths.shape).toEqual([Math.ceil(width / 2)]);
        expect(lengths.values[0]).toBeCloseTo(2 * Math.PI, 12);
        const one = sinusoidal({ length: 1, width, base, start: 1 }).values;
        for (let column = 0; column < width; column++) {
          const angle = (2 * Math.PI) / lengths.values[column >> 1];
          expect(one[column]).toBeCloseTo(column % 2 ? Math.cos(angle) : Math.sin(angle), 6);
        }
      }),
    );
  });

  it('from a later start are rows of the longer ones', () => {
    const all = sinusoidal({ length: 20, width: 6 }).values;
    expect(sinusoidal({ length: 5, width: 6, start: 15 }).values).toEqual(all.subarray(90));
  });

  it('stay exact at far positions', () => {
    // sin(10⁶) and cos(10⁶), by the C library.
    expectClose(sinusoidal({ length: 1, width: 2, start: 1_000_000 }), [[-0.3499935022, 0.9367521275]], 1e-7);
  });

  it.each(references.map((one) => [one.name, one] as const))(
    'are those of published code: %s',
    (_, { options, table }) => {
      const isGrid = 'rows' in options;
      const { values } = isGrid
        ? sinusoidal2d(options as Sinusoidal2dOptions)
        : sinusoidal(options as SinusoidalOptions);
      // What torch computes in float32.
      for (const [at, value] of table.flat().entries()) expect(Math.abs(values[at] - value)).toBeLessThan(1e-6);
      expect(values).toHaveLength(table.flat().length);
    },
  );

  it('with cosines first are the same the other way round', () => {
    const [one, other] = (['sine-cosine', 'cosine-sine'] as const).map((order) =>
      sinusoidal({ length: 4, width: 6, order }),
    );
    for (let row = 0; row < 4; row++) {
      const half = (values: Float32Array, from: number) => values.subarray(row * 6 + from, row * 6 + from + 3);
      expect(half(other.values, 0)).toEqual(half(one.values, 3));
      expect(half(other.values, 3)).toEqual(half(one.values, 0));
    }
  });

  it('in two dimensions encode the row, then the column', () => {
    const grid = sinusoidal2d({ rows: 3, columns: 4, width: 6 });
    const line = sinusoidal({ length: 4, width: 3 }).values;
    expect(grid.shape).toEqual([3, 4, 6]);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++) {
        const cell = grid.values.subarray((row * 4 + column) * 6, (row * 4 + column + 1) * 6);
        expect(cell.subarray(0, 3)).toEqual(line.subarray(row * 3, row * 3 + 3));
        expect(cell.subarray(3)).toEqual(line.subarray(column * 3, column * 3 + 3));
      }
    }
  });

  // NumPy, after the code of facebookresearch/mae (util/pos_embed.py) and facebookresearch/detr (models/position_encoding.py).
  it.each([
    [
      'of MAE: sines and cosines of the column, then of the row',
      { order: 'sine-cosine', first: 'column' },
      [
        0, 0, 1, 1, 0, 0, 1, 1, 0.841470985, 0.00999983333, 0.540302306, 0.99995, 0, 0, 1, 1, 0.909297427, 0.0199986667,
        -0.416146837, 0.999800007, 0, 0, 1, 1, 0, 0, 1, 1, 0.841470985, 0.00999983333, 0.540302306, 0.99995,
        0.841470985, 0.00999983333, 0.540302306, 0.99995, 0.841470985, 0.00999983333, 0.540302306, 0.99995, 0.909297427,
        0.0199986667, -0.416146837, 0.999800007, 0.841470985, 0.00999983333, 0.540302306, 0.99995,
      ],
    ],
    [
      'of DETR, counted from 1',
      { start: 1 },
      [
        0.841470985, 0.540302306, 0.00999983333, 0.99995, 0.841470985, 0.540302306, 0.00999983333, 0.99995, 0.841470985,
        0.540302306, 0.00999983333, 0.99995, 0.909297427, -0.416146837, 0.0199986667, 0.999800007, 0.841470985,
        0.540302306, 0.00999983333, 0.99995, 0.141120008, -0.989992497, 0.0299955002, 0.999550034, 0.909297427,
        -0.416146837, 0.0199986667, 0.999800007, 0.841470985, 0.540302306, 0.00999983333, 0.99995, 0.909297427,
        -0.416146837, 0.0199986667, 0.999800007, 0.909297427, -0.416146837, 0.0199986667, 0.999800007, 0.909297427,
        -0.416146837, 0.0199986667, 0.999800007, 0.141120008, -0.989992497, 0.0299955002, 0.999550034,
      ],
    ],
    [
      'of DETR, normalized',
      { normalized: true },
      [
        1.57079554e-6, -1, 0.0314107434, 0.999506561, 0.866025753, -0.499999395, 0.0209424129, 0.999780684,
        1.57079554e-6, -1, 0.0314107434, 0.999506561, -0.866024706, -0.500001209, 0.0418756398, 0.999122831,
        1.57079554e-6, -1, 0.0314107434, 0.999506561, -2.0943944e-6, 1, 0.0627904986, 0.99802673, -3.14159108e-6, 1,
        0.0627904882, 0.99802673, 0.866025753, -0.499999395, 0.0209424129, 0.999780684, -3.14159108e-6, 1, 0.0627904882,
        0.99802673, -0.866024706, -0.500001209, 0.0418756398, 0.999122831, -3.14159108e-6, 1, 0.0627904882, 0.99802673,
        -2.0943944e-6, 1, 0.0627904986, 0.99802673,
      ],
    ],
  ] as const)('over a grid are those %s', (_, options, expected) => {
    const { values } = sinusoidal2d({ rows: 2, columns: 3, width: 8, ...options });
    expect(values.length).toBe(expected.length);
    values.forEach((value, at) => expect(Math.abs(value - expected[at]), String(at)).toBeLessThan(1e-6));
  });

  it.each([
    { length: 0 },
    { length: 2.5 },
    { length: NaN },
    { width: 0 },
    { width: -4 },
    { base: 0 },
    { base: -2 },
    { order: 'mixed' as never },
    { spacing: 'wide' as never },
  ])('refuse %o', (wrong) => {
    const refusal = expect.objectContaining({ name: 'AttnError', code: 'bad-option' });
    expect(() => sinusoidal({ length: 4, width: 8, ...wrong })).toThrow(refusal);
    const grid = { rows: 4, columns: 4, width: 8, ...wrong, ...('length' in wrong && { columns: wrong.length }) };
    expect(() => sinusoidal2d(grid)).toThrow(refusal);
  });

  it('refuse an odd width in two dimensions, and say why', () => {
    expect(() => sinusoidal2d({ rows: 2, columns: 2, width: 5 })).toThrow(
      'width is 5: half of it encodes the row, half the column, so it must be even.',
    );
  });
});
