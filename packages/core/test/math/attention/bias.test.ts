import { describe, expect, it } from 'vitest';
import { alibiBias, attention, attentionScores, type Bias, dense, t5Bias } from '../../../src/math/index.js';
import { denseOf } from '../nested.js';
import { difference, numbers } from './numbers.js';

const make = numbers(3);
const [query, key, value] = [make(2, 3, 4, 5), make(2, 3, 6, 5), make(2, 3, 6, 2)];
const plain = attentionScores(query, key);
/** What a bias adds to the scores. */
const added = (bias: Bias) => {
  const { values } = attentionScores(query, key, { bias });
  return values.map((score, at) => score - plain.values[at]);
};
/** One matrix a head, for both batch items. */
const twice = (values: Float64Array | Float32Array) => [...values, ...values];

describe('a bias', () => {
  it('of ALiBi takes off slope × distance', () => {
    const slopes = [0.5, 0.25, 2];
    expect(difference(added({ kind: 'alibi', slopes }), twice(alibiBias(slopes, 4, 6).values))).toBeLessThan(1e-6);
  });

  it.each([{}, { bidirectional: false }, { maxDistance: 5 }])('of T5 reads its table, with %j', (options) => {
    const table = make(6, 3);
    const expected = twice(t5Bias(table, 4, 6, options).values);
    expect(difference(added({ kind: 't5', table, ...options }), expected)).toBeLessThan(1e-6);
    expect(new Set(expected).size).toBeGreaterThan(6);
  });

  it('of an array is added as it is, the same for all heads or batch items where it has one', () => {
    const whole = make(2, 3, 4, 6);
    expect(difference(added({ kind: 'array', values: whole }), whole.values)).toBeLessThan(1e-12);
    for (const shape of [
      [4, 6],
      [1, 1, 4, 6],
      [2, 1, 4, 6],
      [1, 3, 4, 6],
    ]) {
      const values = make(...shape);
      const [items, heads] = shape.length === 4 ? shape : [1, 1];
      const expected = whole.values.map((_, at) => {
        const item = items === 1 ? 0 : Math.floor(at / 72);
        const head = heads === 1 ? 0 : Math.floor(at / 24) % 3;
        return values.values[(item * heads + head) * 24 + (at % 24)];
      });
      expect(difference(added({ kind: 'array', values }), expected)).toBeLessThan(1e-12);
    }
  });

  it('of −Infinity masks', () => {
    const values = dense(new Float64Array(24).fill(-Infinity), [4, 6]);
    values.values[7] = 0;
    const { weights, output } = attention(query, key, value, { bias: { kind: 'array', values } });
    expect([...weights.values.subarray(0, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(output.values.some(Number.isNaN)).toBe(false);
  });

  it('is refused where it does not fit', () => {
    const refused: [Bias, string][] = [
      [{ kind: 'alibi', slopes: [1, 2] }, 'bad-option'],
      [{ kind: 't5', table: make(8, 2) }, 'wrong-shape'],
      [{ kind: 't5', table: make(24) }, 'wrong-shape'],
      [{ kind: 't5', table: make(6, 3), maxDistance: 0 }, 'bad-option'],
      [{ kind: 'array', values: make(6, 4) }, 'wrong-shape'],
      [{ kind: 'array', values: denseOf([1]) }, 'wrong-shape'],
      [{ kind: 'rotary' } as unknown as Bias, 'bad-option'],
    ];
    for (const [bias, code] of refused) {
      expect(() => attentionScores(query, key, { bias }), JSON.stringify(bias)).toThrow(
        expect.objectContaining({ name: 'AttnError', code }),
      );
    }
  });
});
