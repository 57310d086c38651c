import type { Dense } from '@attn-elements/core/math';
import type { Vectors } from '../settings.js';
import type { Kernel } from './encoding.js';

/**
 * The score of a query and a key that are turned, by the distance of the key before the query: Σᵢ (aᵢ cos(distance × θᵢ) − bᵢ sin(distance × θᵢ)),
 * where aᵢ is the dot product of the pair, and bᵢ what their cross product has (Su et al. 2021, 3.2.2).
 * @param columnOf column of a pair: its first or its second
 * @param factor that models multiply sines and cosines by, of queries and of keys
 */
export function vectorKernel(
  [query, key]: Vectors,
  { cosines, sines }: { readonly cosines: Dense; readonly sines: Dense },
  columnOf: (pair: number, part: number) => number,
  factor: number,
): Kernel {
  const [length, pairs] = cosines.shape;
  const values = new Float32Array(length);
  for (let distance = 0, at = 0; distance < length; distance++) {
    let sum = 0;
    for (let pair = 0; pair < pairs; pair++, at++) {
      const [first, second] = [columnOf(pair, 0), columnOf(pair, 1)];
      const dot = query[first] * key[first] + query[second] * key[second];
      const cross = query[second] * key[first] - query[first] * key[second];
      sum += dot * cosines.values[at] - cross * sines.values[at];
    }
    values[distance] = factor ** 2 * sum;
  }
  const times = factor === 1 ? '' : `${Number((factor ** 2).toPrecision(5))} × `;
  return {
    lines: [{ head: null, values }],
    first: 0,
    step: 1,
    band: null,
    unit: 'dot',
    formula: (distance) => `${times}R(${distance}) q · k`,
  };
}
