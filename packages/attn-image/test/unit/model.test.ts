import { inferno, scalePosition } from '@attn-elements/core/color';
import { describe, expect, it } from 'vitest';
import { composeImage, type ImageColorOptions, mapOf, imageScaleOf, strongest, sumOf } from '../../src/model.js';
import { findPatches, type Patches } from '../../src/patches.js';
import { thresholdOf } from '../../src/threshold.js';
import { nothingSaid } from './nothing-said.js';

const sort = { isBare: false, isSelfAttention: false };
const plain = {
  colormap: inferno(),
  scale: 'linear',
  exponent: 0.5,
  domain: null,
  normalization: 'none',
  hideFirstToken: false,
} as const satisfies ImageColorOptions;

function composition(rows: number, columns: number, values: number[], options: ImageColorOptions = plain) {
  const panel = { layer: 0, head: 0, raw: { rows, columns, values: Float32Array.from(values) } } as const;
  return composeImage(panel, findPatches(rows, columns, nothingSaid, sort) as Patches, 'weights', options);
}

describe('the map of a query', () => {
  // A class token and 2 × 2 patches; row r is r, r.1, r.2, …
  const ladder = composition(
    5,
    5,
    Array.from({ length: 25 }, (_, i) => Math.floor(i / 5) + (i % 5) / 10),
  );

  it('is its row without what stands before the patches', () => {
    const { values, all } = mapOf(ladder, 2);
    expect(Array.from(values, (value) => value.toFixed(1))).toEqual(['2.1', '2.2', '2.3', '2.4']);
    expect(all[0]).toBe(2);
  });

  it('is the mean of all rows, where all look', () => {
    expect(Array.from(mapOf(ladder, 'mean').values, (value) => value.toFixed(1))).toEqual(['2.1', '2.2', '2.3', '2.4']);
  });

  it('is a column where the patches are the queries', () => {
    const words = composition(4, 3, [0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32]);
    expect(words.patches.side).toBe('query');
    expect([...mapOf(words, 1).values]).toEqual([1, 11, 21, 31]);
  });

  it('counts what is masked for some as no weight, masks what is masked for all, and passes over NaN', () => {
    const { values } = mapOf(composition(2, 4, [-Infinity, 0.5, 1, NaN, -Infinity, -Infinity, 0, 1]), 'mean');
    expect([...values]).toEqual([-Infinity, 0.25, 0.5, 1]);
  });

  it('is renormalised without the first token', () => {
    const options = { ...plain, hideFirstToken: true };
    const { values, all } = mapOf(composition(1, 5, [0.5, 0.25, 0.125, 0.125, 0], options), 0);
    expect([...values]).toEqual([0.5, 0.25, 0.25, 0]);
    expect(all[0]).toBe(-Infinity);
  });

  it('reaches in colours from 0 to its largest, or over the group, or as the author says', () => {
    const map = mapOf(ladder, 1);
    expect(imageScaleOf(ladder, map, null).domain).toEqual([0, Math.fround(1.4)]);
    expect(imageScaleOf(ladder, map, [0, 5]).domain).toEqual([0, 5]);
    expect(imageScaleOf({ ...ladder, options: { ...plain, domain: [1, 2] } }, map, [0, 5]).domain).toEqual([1, 2]);
  });
});

describe('what has colours', () => {
  // Two queries: a class token and 2 × 2 patches. Places and quotients by NumPy.
  const values = [0.5, 0.25, 0.125, 0.0625, 0.0625, 0.1, 0.2, 0.6, 0.05, 0.05];
  const of = (options: Partial<ImageColorOptions>, other: number | 'mean' = 1) => {
    const made = composition(2, 5, values, { ...plain, ...options });
    const map = mapOf(made, other);
    return { map, scale: imageScaleOf(made, map, null) };
  };
  const close = (found: Iterable<number>, wanted: readonly number[]) =>
    [...found].forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 6));

  it.each([
    ['none', [0.2, 0.6, 0.05, 0.05]],
    ['row', [0.3333333, 1, 0.0833333, 0.0833333]],
    ['column', [0.8, 1, 0.8, 0.8]],
    ['matrix', [0.3333333, 1, 0.0833333, 0.0833333]],
  ] as const)('is the weight divided within the %s of the attention, and the weight stays', (normalization, wanted) => {
    const { map } = of({ normalization });
    close(map.colored, wanted);
    close(map.values, [0.2, 0.6, 0.05, 0.05]);
    expect(map.extent.high).toBe(Math.max(...map.colored));
  });

  it('is the mean of what was divided, where all look', () => {
    close(of({ normalization: 'row' }, 'mean').map.colored, [0.4166667, 0.625, 0.1041667, 0.1041667]);
  });

  it.each([
    [{ scale: 'power', exponent: 0.3 }, [0.7192231, 1, 0.4745103, 0.4745103]],
    [{ scale: 'log' }, [0.5578859, 1, 0, 0]],
    [{ scale: 'log', domain: [0.01, 1] }, [0.650515, 0.8890756, 0.349485, 0.349485]],
    [{ scale: 'power', normalization: 'row' }, [0.5773503, 1, 0.2886751, 0.2886751]],
  ] as const)('has the places of the scale %j', (options, wanted) => {
    const { map, scale } = of(options);
    close(
      map.colored.map((value) => scalePosition(scale, value)),
      wanted,
    );
  });
});

describe('the threshold of a share', () => {
  const values = Float32Array.of(0.1, 0.4, NaN, 0.3, -Infinity, 0.2);

  it('is the smallest of the fewest patches that hold it', () => {
    expect(thresholdOf(values, 0.4)).toBeCloseTo(0.4);
    expect(thresholdOf(values, 0.41)).toBeCloseTo(0.3);
    expect(thresholdOf(values, 0.7)).toBeCloseTo(0.3);
    expect(thresholdOf(values, 1)).toBeCloseTo(0.1);
  });

  it('is never reached where there is no weight', () => {
    expect(thresholdOf(Float32Array.of(0, NaN, -Infinity), 0.5)).toBe(Infinity);
  });

  it('adds up weights alone', () => expect(sumOf(values)).toBeCloseTo(1));

  it('agrees with the order of the strongest', () => {
    const map = { other: 0, values, all: values, extent: {} as never };
    expect(strongest(map, 3)).toEqual([1, 3, 5]);
  });
});
