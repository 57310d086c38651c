import { describe, expect, it } from 'vitest';
import { attention, attentionWeights, attentionScores, dense, weightedSum } from '../../../src/math/index.js';
import { denseOf } from '../nested.js';
import { difference, numbers } from './numbers.js';

describe('a weighted sum', () => {
  it('is the output of attention', () => {
    const make = numbers(1);
    const [query, key, value] = [make(4, 3), make(5, 3), make(5, 2)];
    const weights = attentionWeights(attentionScores(query, key), { mask: { kind: 'causal' } });
    const { output } = attention(query, key, value, { mask: { kind: 'causal' } });
    const { values } = weightedSum(weights, value);
    expect(difference(values, output.values)).toBeLessThan(1e-12);
  });

  it('leaves out what is masked, or has no weight, whatever it holds', () => {
    const weights = dense(new Float32Array([1, -Infinity, 0]), [1, 3]);
    const value = denseOf([[2], [NaN], [NaN]]);
    expect([...weightedSum(weights, value).values]).toEqual([2]);
  });

  it('refuses values of other keys', () => {
    const refusal = expect.objectContaining({ code: 'wrong-shape' });
    expect(() => weightedSum(denseOf([[1, 0]]), denseOf([[1]]))).toThrow(refusal);
    expect(() => weightedSum(dense(new Float32Array(2), [2]), denseOf([[1], [2]]))).toThrow(refusal);
  });
});
