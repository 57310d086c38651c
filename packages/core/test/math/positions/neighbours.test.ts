import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../../src/data/index.js';
import { dense } from '../../../src/math/dense.js';
import { neighbourSimilarity, sinusoidal } from '../../../src/math/index.js';
import { describeWithData } from '../../data/data-folder.js';
import { denseOf } from '../nested.js';
import { structureFixtures } from './structure.js';

describe('the similarity of neighbours', () => {
  it.each(structureFixtures)('agrees with NumPy and with random orders of the rows: $name', ({ table, neighbours }) => {
    const found = neighbourSimilarity(denseOf(table));
    expect(found.mean).toBeCloseTo(neighbours.mean, 10);
    expect(found.expected).toBeCloseTo(neighbours.expected, 10);
    // 20,000 orders tell a deviation to half a percent; of a sample of pairs more is asked than it gives.
    expect(Math.abs(found.deviation / neighbours.deviation - 1)).toBeLessThan(table.length > 256 ? 0.06 : 0.025);
    expect(found.score).toBeCloseTo((found.mean - found.expected) / found.deviation, 10);
  });

  it('is the same in every run, also of a sample', () => {
    const table = sinusoidal({ length: 400, width: 8 });
    expect(neighbourSimilarity(table)).toEqual(neighbourSimilarity(table));
  });

  it('tells waves and walks from noise', () => {
    for (const { name, table } of structureFixtures.filter(({ table: rows }) => rows.length > 12)) {
      const { score } = neighbourSimilarity(denseOf(table));
      if (/walk|waves|zero/.test(name)) expect(score, name).toBeGreaterThan(4);
      else expect(Math.abs(score), name).toBeLessThan(3);
    }
  });

  it('takes no score from rows that differ by nothing but rounding', () => {
    const row = [0.1, 0.2, 0.3, 0.7];
    const { mean, expected, score } = neighbourSimilarity(
      denseOf([1, 3, 7, 0.1, 11].map((scale) => row.map((value) => value * scale))),
    );
    expect(mean).toBeCloseTo(1, 12);
    expect(expected).toBeCloseTo(1, 12);
    expect(score).toBe(0);
  });

  it('of rows of zeros, or of no numbers, is none, and of others what it is without them', () => {
    const none = { mean: NaN, expected: NaN, deviation: NaN, score: NaN };
    expect(neighbourSimilarity(dense(new Float32Array(8), [4, 2]))).toEqual({ ...none, leftOut: 4 });
    const rows = [
      [1, 2],
      [2, 1],
      [1, 1],
      [3, 1],
    ];
    const whole = neighbourSimilarity(denseOf(rows));
    for (const left of [0, NaN]) {
      const found = neighbourSimilarity(denseOf([[left, left], ...rows, [left, left]]));
      expect(found).toEqual({ ...whole, leftOut: 2 });
    }
    // Neighbours of a row that is left out are none of one another.
    const { mean, leftOut } = neighbourSimilarity(
      denseOf([
        [1, 0],
        [0, 0],
        [0, 1],
        [1, 1],
      ]),
    );
    expect([mean, leftOut]).toEqual([expect.closeTo(Math.SQRT1_2, 12), 1]);
  });

  it('refuses what has no neighbours', () => {
    expect(() => neighbourSimilarity(dense(new Float32Array(4), [4]))).toThrow('it must be [positions, width]');
    expect(() => neighbourSimilarity(dense(new Float32Array(4), [2, 2]))).toThrow('at least 3 positions');
  });
});

describeWithData('tables that models learned', 'pos-embeddings', (folder) => {
  const similarityOf = async (name: string) => {
    const tensor = await (await load(readFileSync(join(folder, name)))).get('attention');
    if (tensor.dtype === 'string') throw new Error(`${name} holds words`);
    return neighbourSimilarity(dense(tensor.float32(), tensor.shape));
  };

  // Means and deviations by NumPy, over 5000 random orders.
  it('have an order, where their model found one', async () => {
    const { mean, expected, deviation, score } = await similarityOf('nano-sort-gpt-11x48.f32.npy');
    expect(mean).toBeCloseTo(0.55187, 5);
    expect(expected).toBeCloseTo(-0.01902, 5);
    expect(deviation).toBeCloseTo(0.128, 2);
    expect(score).toBeGreaterThan(3);
  });

  it('have none, where they stayed as they began', async () => {
    const { mean, expected, deviation, score } = await similarityOf('minigpt-char-64x128.f32.npy');
    expect(mean).toBeCloseTo(0.02024, 5);
    expect(expected).toBeCloseTo(-0.00025, 5);
    expect(deviation).toBeCloseTo(0.0114, 3);
    expect(Math.abs(score)).toBeLessThan(3);
  });
});
