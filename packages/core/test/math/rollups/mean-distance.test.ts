import { expect, it } from 'vitest';
import { dense, meanDistance } from '../../../src/math/index.js';
import { denseOf } from '../nested.js';

it('is the mean over queries of what a plain loop adds up', () => {
  const [heads, queries, keys] = [3, 4, 6];
  const values = Float32Array.from({ length: heads * queries * keys }, (_, i) => ((i * 7919) % 101) / 101);
  const found = meanDistance(dense(values, [heads, queries, keys]));
  expect(found.shape).toEqual([heads]);
  for (let head = 0; head < heads; head++) {
    let mean = 0;
    for (let query = 0; query < queries; query++) {
      const row = [...values.subarray((head * queries + query) * keys, (head * queries + query + 1) * keys)];
      const total = row.reduce((sum, weight) => sum + weight);
      // The last query stands at the last key.
      mean += row.reduce((sum, weight, key) => sum + (weight / total) * Math.abs(query + 2 - key), 0) / queries;
    }
    expect(found.values[head]).toBeCloseTo(mean, 5);
  }
});

it('leaves out queries that attend nothing, and counts masked cells as 0', () => {
  const attention = denseOf([
    [NaN, 0, 0],
    [0, 0, 0],
    [0.5, -Infinity, 0.5],
  ]);
  expect(meanDistance(attention).values[0]).toBe(1);
  expect(meanDistance(denseOf([[0, 0]])).values[0]).toBeNaN();
});
