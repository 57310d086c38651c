import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import { alibiBias, distanceKernel, learned, similarity, sinusoidal } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { fixtures } from './fixtures.js';

describe('similarity', () => {
  const table = denseOf([
    [3, 4],
    [0, 0],
    [-8, 6],
    [6, 8],
  ]);

  it('is the dot product, or the cosine, undefined where an encoding is 0', () => {
    expectClose(similarity(table, 'dot'), [
      [25, 0, 0, 50],
      [0, 0, 0, 0],
      [0, 0, 100, 0],
      [50, 0, 0, 100],
    ]);
    expectClose(similarity(table, 'cosine'), [
      [1, NaN, 0, 1],
      [NaN, NaN, NaN, NaN],
      [0, NaN, 1, 0],
      [1, NaN, 0, 1],
    ]);
  });

  it('of sinusoids of even width is one of their distance alone', () => {
    const kernel = distanceKernel(similarity(sinusoidal({ length: 40, width: 16 }), 'dot'));
    expect([...kernel.distances]).toEqual(Array.from({ length: 79 }, (_, i) => i - 39));
    for (let i = 0; i < 79; i++) expect(kernel.max[i] - kernel.min[i]).toBeLessThan(1e-5);
    expect(kernel.mean[39]).toBeCloseTo(8, 5);
    expect(kernel.mean[0]).toBeCloseTo(kernel.mean[78], 5);
  });

  it('refuses what it does not know', () => {
    expect(() => similarity(table, 'taste' as 'dot')).toThrow(expect.objectContaining({ code: 'bad-option' }));
    expect(() => similarity(dense(new Float32Array(2), [2]), 'dot')).toThrow('it must be [positions, width]');
  });
});

describe('the kernel by distance', () => {
  const columnsOf = ({ distances, mean, min, max }: ReturnType<typeof distanceKernel>) =>
    dense(Float64Array.from([...distances].flatMap((distance, i) => [distance, mean[i], min[i], max[i]])), [
      distances.length,
      4,
    ]);

  it('agrees with NumPy for more columns than rows', () => {
    const { matrix, expected } = fixtures.kernel;
    expectClose(columnsOf(distanceKernel(denseOf(matrix))), expected);
  });

  it('takes both directions together when folded', () => {
    const matrix = denseOf([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 12],
    ]);
    expectClose(columnsOf(distanceKernel(matrix, { folded: true })), [
      [0, 6, 1, 12],
      [1, 5, 2, 8],
      [2, 5, 3, 7],
    ]);
  });

  it('of a bias is the bias', () => {
    const bias = alibiBias([0.25], 5, 5);
    const { mean, min, max } = distanceKernel(dense(bias.values, [5, 5]));
    for (const found of [mean, min, max])
      expect([...found]).toEqual([-1, -0.75, -0.5, -0.25, 0, -0.25, -0.5, -0.75, -1]);
  });

  it('counts no masked cell and no NaN, and says NaN where nothing is left', () => {
    const matrix = denseOf([
      [2, -Infinity],
      [NaN, 4],
    ]);
    const { mean, min, max } = distanceKernel(matrix);
    expect([...mean]).toEqual([NaN, 3, NaN]);
    expect([...min]).toEqual([NaN, 2, NaN]);
    expect([...max]).toEqual([NaN, 4, NaN]);
  });

  it('has more rows than columns too', () => {
    const { distances, mean } = distanceKernel(denseOf([[1], [2], [3]]));
    expect([...distances]).toEqual([0, 1, 2]);
    expect([...mean]).toEqual([3, 2, 1]);
  });
});

describe('a learned table', () => {
  const table = denseOf([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

  it('gives the rows asked for', () => {
    expectClose(learned(table, [2, 0, 2]), [
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
  });

  it('says which position it has no row for', () => {
    expect(() => learned(table, [0, 3])).toThrow('position 1 is 3: the table has rows 0 to 2.');
    for (const position of [-1, 0.5, NaN]) {
      expect(() => learned(table, [position])).toThrow(expect.objectContaining({ code: 'bad-option' }));
    }
    expect(() => learned(dense(new Float32Array(2), [2]), [0])).toThrow('it must be [positions, width]');
  });
});
