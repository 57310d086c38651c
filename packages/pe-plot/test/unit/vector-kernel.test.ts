import { expect, it } from 'vitest';
import { encoding } from '../../src/kinds/index.js';
import { defaults } from '../../src/settings.js';
import { plotProperties } from '../../src/properties.js';
import { noise } from './tables.js';

const width = 8;
const { values } = noise(2, width);
const vectors = [[...values.subarray(0, width)], [...values.subarray(width)]] as const;

it.each(['interleaved', 'half-split'] as const)(
  'has the product of a query and a key that are both turned: %s',
  (pairing) => {
    const { lines, unit } = encoding('rotary', { ...defaults, dModel: width, length: 50, pairing, vectors }, null)
      .kernel!();
    /** A vector at a position, turned pair by pair as a plain loop does it. */
    const turn = (vector: readonly number[], position: number) => {
      const turned = [...vector];
      for (let pair = 0; pair < width / 2; pair++) {
        const [a, b] = pairing === 'interleaved' ? [2 * pair, 2 * pair + 1] : [pair, pair + width / 2];
        const angle = position / 10_000 ** ((2 * pair) / width);
        turned[a] = vector[a] * Math.cos(angle) - vector[b] * Math.sin(angle);
        turned[b] = vector[a] * Math.sin(angle) + vector[b] * Math.cos(angle);
      }
      return turned;
    };
    expect(unit).toBe('dot');
    for (let distance = 0; distance < 50; distance++) {
      // Wherever both stand.
      const [query, key] = [turn(vectors[0], 70 + distance), turn(vectors[1], 70)];
      const product = query.reduce((sum, value, i) => sum + value * key[i], 0);
      expect(lines[0].values[distance]).toBeCloseTo(product, 4);
    }
  },
);

it('wants two vectors of as many numbers as columns turn', () => {
  expect(() => encoding('rotary', { ...defaults, dModel: 6, vectors }, null)).toThrow('of 6 numbers');
  const { check } = plotProperties.vectors;
  expect(check('[[1, 0], [0.5, 1]]')).toEqual([
    [1, 0],
    [0.5, 1],
  ]);
  expect(check([Float32Array.of(1, 0), [2, 3]])).toEqual([
    [1, 0],
    [2, 3],
  ]);
  for (const wrong of ['1 0', '[[1]]', '[[1], [1, 2]]', [[], []], [[1], [NaN]], [[1], null]])
    expect(check(wrong)).toBe(undefined);
});
