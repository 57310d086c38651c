import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import {
  type RotaryScaling,
  rotaryAngles,
  rotaryKernel,
  rotaryLayouts,
  rotate,
  rotateBack,
  yarnAttentionScale,
} from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { fixtures } from './fixtures.js';

const anyVectors = (rows: number) =>
  fc.integer({ min: 1, max: 6 }).chain((pairs) =>
    fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), {
        minLength: rows * pairs * 2,
        maxLength: rows * pairs * 2,
      })
      .map((values) => ({ width: pairs * 2, values: Float64Array.from(values) })),
  );
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i], 0);

describe('angles', () => {
  it.each(fixtures.rotary)('turn as NumPy computes, $width wide, base $base, $scaling', (fixture) => {
    const { width, base, scaling, frequencies } = fixture;
    const angles = rotaryAngles({ length: 3, width, base, scaling, start: 1000 });
    const expected = [1000, 1001, 1002].map((position) => frequencies.map((frequency) => position * frequency));
    expectClose(angles, expected, 1e-9);
  });

  it('of a single pair are the same for every base and NTK factor', () => {
    const scaling: RotaryScaling = { kind: 'ntk', factor: 8 };
    expectClose(rotaryAngles({ length: 3, width: 2, scaling }), [[0], [1], [2]]);
  });

  it.each(['turns', 'pairs'] as const)(
    'stay with YaRN (%s) where they turn fast, and slow by the factor where slow',
    (ramp) => {
      const options = { length: 2, width: 64, base: 10_000 };
      const [factor, originalLength] = [8, 2048];
      const plain = rotaryAngles(options).values;
      const scaled = rotaryAngles({ ...options, scaling: { kind: 'yarn', factor, originalLength, ramp } }).values;
      let [kept, slowed] = [0, 0];
      for (let pair = 0; pair < 32; pair++) {
        const turns = (originalLength * plain[32 + pair]) / (2 * Math.PI);
        const ratio = plain[32 + pair] / scaled[32 + pair];
        // The ramp over pairs begins and ends on whole pairs around those numbers of turns.
        if (turns > 45) expect(ratio, `pair ${pair}`).toBeCloseTo(1, 12);
        if (turns < 0.7) expect(ratio, `pair ${pair}`).toBeCloseTo(factor, 12);
        kept += Number(turns > 45);
        slowed += Number(turns < 0.7);
      }
      expect(kept).toBeGreaterThan(3);
      expect(slowed).toBeGreaterThan(3);
    },
  );

  it.each([
    { width: 7 },
    { width: 0 },
    { width: 1 },
    { width: 2.5 },
    { length: 0 },
    { length: NaN },
    { length: 1.5 },
    { base: 0 },
    { base: -1 },
    { base: NaN },
    { base: Infinity },
    { start: 0.5 },
    { scaling: { kind: 'linear', factor: 0 } },
    { scaling: { kind: 'ntk', factor: NaN } },
    { scaling: { kind: 'yarn', factor: 2, originalLength: 0 } },
    { scaling: { kind: 'yarn', factor: 2, originalLength: 64, betaFast: 1, betaSlow: 1 } },
    { scaling: { kind: 'yarn', factor: 2, originalLength: 64, ramp: 'sines' } },
    { scaling: { kind: 'dynamic' } },
  ])('refuse %o', (wrong) => {
    const options = { length: 4, width: 8, ...wrong } as Parameters<typeof rotaryAngles>[0];
    expect(() => rotaryAngles(options)).toThrow(expect.objectContaining({ code: 'bad-option' }));
  });

  it('say what is wrong with an odd width', () => {
    expect(() => rotaryAngles({ length: 4, width: 7 })).toThrow(
      'width is 7: columns turn in pairs, so it must be even.',
    );
  });
});

describe('rotation', () => {
  it.each(rotaryLayouts)('%s agrees with products of complex numbers', (layout) => {
    const { x, angles } = fixtures.rotated;
    expectClose(rotate(denseOf(x), denseOf(angles), layout), fixtures.rotated[layout]);
  });

  it.each(rotaryLayouts)('%s is undone by its inverse', (layout) => {
    const { x, angles } = fixtures.rotated;
    expectClose(rotateBack(rotate(denseOf(x), denseOf(angles), layout), denseOf(angles), layout), x);
    // The gradient of Σ turned × upstream by x is upstream turned back.
    expectClose(rotateBack(denseOf(fixtures.rotated[layout]), denseOf(angles), layout), x);
  });

  it.each(rotaryLayouts)('%s keeps lengths', (layout) => {
    fc.assert(
      fc.property(anyVectors(5), fc.integer({ min: -1000, max: 1000 }), ({ width, values }, start) => {
        const x = dense(values, [5, width]);
        const turned = rotate(x, rotaryAngles({ length: 5, width, start }), layout).values;
        for (let row = 0; row < 5; row++) {
          const [before, after] = [values, turned].map((all) => all.subarray(row * width, (row + 1) * width));
          expect(dot(after, after)).toBeCloseTo(dot(before, before), 4);
        }
      }),
    );
  });

  it.each(rotaryLayouts)('%s makes the dot product of query and key one of their distance', (layout) => {
    const position = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(anyVectors(2), position, position, position, ({ width, values }, m, n, shift) => {
        const at = (row: number, start: number) => {
          const x = dense(values.subarray(row * width, (row + 1) * width), [1, width]);
          return rotate(x, rotaryAngles({ length: 1, width, start }), layout).values;
        };
        expect(dot(at(0, m + shift), at(1, n + shift))).toBeCloseTo(dot(at(0, m), at(1, n)), 4);
      }),
    );
  });

  it('refuses shapes that do not fit', () => {
    const angles = rotaryAngles({ length: 3, width: 4 });
    const of = (...shape: number[]) => dense(new Float32Array(shape.reduce((a, b) => a * b)), shape);
    expect(() => rotate(of(3, 5), angles, 'interleaved')).toThrow('its width must be even');
    expect(() => rotate(of(4), angles, 'interleaved')).toThrow('[.., positions, width]');
    expect(() => rotate(of(2, 4), angles, 'half-split')).toThrow('x needs [2, 2]');
    expect(() => rotate(of(3, 4), angles, 'spiral' as 'interleaved')).toThrow(
      expect.objectContaining({ code: 'bad-option' }),
    );
  });
});

describe('the kernel', () => {
  it('is the mean of the dot products of random unit vectors with themselves, turned', () => {
    const options = { length: 6, width: 8, base: 50 };
    const angles = rotaryAngles(options);
    // The mean over all directions is that over an orthonormal basis, of the pairs' axes for one.
    const sums = Array.from({ length: 6 }, () => 0);
    for (let axis = 0; axis < 8; axis++) {
      const rows = dense(new Float32Array(48), [6, 8]);
      for (let row = 0; row < 6; row++) rows.values[row * 8 + axis] = 1;
      const turned = rotate(rows, angles, 'interleaved').values;
      for (let row = 0; row < 6; row++) sums[row] += dot(turned.subarray(row * 8, row * 8 + 8), turned.subarray(0, 8));
    }
    expectClose(
      rotaryKernel(options),
      sums.map((sum) => sum / 8),
    );
    expect(rotaryKernel(options).values[0]).toBe(1);
  });
});

describe('the attention scale of YaRN', () => {
  it('is 0.1 ln(factor) + 1, and 1 where nothing is stretched', () => {
    expect(yarnAttentionScale(32)).toBeCloseTo(1.3465735902799727, 12);
    expect(yarnAttentionScale(1)).toBe(1);
    expect(yarnAttentionScale(0.5)).toBe(1);
    expect(() => yarnAttentionScale(0)).toThrow(expect.objectContaining({ code: 'bad-option' }));
  });
});
