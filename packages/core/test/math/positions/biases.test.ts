import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import { alibiBias, alibiSlopes, t5Bias, t5Bucket } from '../../../src/math/index.js';
import { expectClose } from '../nested.js';
import { fixtures } from './fixtures.js';

const refusal = expect.objectContaining({ name: 'AttnError', code: 'bad-option' });

describe('ALiBi', () => {
  it.each(fixtures.alibi.map((slopes) => ({ heads: slopes.length, slopes })))(
    'has the slopes of its authors’ code for $heads heads',
    ({ heads, slopes }) => expectClose(alibiSlopes(heads), slopes, 1e-12),
  );

  it('takes from the score what the distance costs, the last query at the last key', () => {
    expectClose(alibiBias([0.5, 2], 2, 3), [
      [
        [-0.5, 0, -0.5],
        [-1, -0.5, 0],
      ],
      [
        [-2, 0, -2],
        [-4, -2, 0],
      ],
    ]);
  });

  it('refuses numbers of heads and sizes that cannot be', () => {
    for (const heads of [0, -1, 2.5, NaN]) expect(() => alibiSlopes(heads)).toThrow(refusal);
    expect(() => alibiBias([1], 0, 3)).toThrow(refusal);
    expect(() => alibiBias([1], 3, NaN)).toThrow(refusal);
  });
});

describe('T5', () => {
  it.each(fixtures.t5)(
    'has its authors’ buckets: $buckets, up to $maxDistance, both ways: $bidirectional',
    ({ runs, ...options }) => {
      const end = 2 * options.maxDistance;
      const found: number[][] = [];
      for (let relative = -end; relative <= end; relative++) {
        const bucket = t5Bucket(relative, options);
        if (bucket !== found.at(-1)?.[1]) found.push([relative, bucket]);
      }
      expect(found).toEqual(runs);
    },
  );

  it('uses 32 buckets up to distance 128, both ways, unless told', () => {
    const options = { buckets: 32, maxDistance: 128, bidirectional: true };
    for (let relative = -200; relative <= 200; relative++) {
      expect(t5Bucket(relative)).toBe(t5Bucket(relative, options));
    }
  });

  it.each([
    [2, 5],
    [5, 2],
    [4, 4],
  ])('looks its bias up by relative position, %i queries and %i keys', (queries, keys) => {
    // Bucket b holds b for the first head and −b for the second.
    const table = dense(
      Float32Array.from({ length: 16 }, (_, i) => (i % 2 ? -1 : 1) * (i >> 1)),
      [8, 2],
    );
    const options = { maxDistance: 5, bidirectional: false };
    const bias = t5Bias(table, queries, keys, options);
    const positions = Array.from({ length: queries }, (_, query) => query + keys - queries);
    const expected = positions.map((position) =>
      Array.from({ length: keys }, (_, key) => t5Bucket(key - position, { ...options, buckets: 8 })),
    );
    expectClose(bias, [expected, expected.map((row) => row.map((bucket) => -bucket))]);
  });

  it('refuses buckets and distances that cannot be', () => {
    expect(() => t5Bucket(0.5)).toThrow(refusal);
    expect(() => t5Bucket(1, { buckets: 2 })).toThrow(refusal);
    expect(() => t5Bucket(1, { buckets: 32, maxDistance: 8 })).toThrow('maxDistance is 8: a number above 8 is needed');
    expect(() => t5Bias(dense(new Float32Array(4), [4]), 2, 2)).toThrow('it must be [buckets, heads]');
  });
});
