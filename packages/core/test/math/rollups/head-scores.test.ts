import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/math/dense.js';
import {
  firstTokenShare,
  inductionScore,
  previousTokenScore,
  rowEntropy,
  sameTokenScore,
} from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { anyAttention, fixtures } from './fixtures.js';

describe('row entropy', () => {
  it('agrees with NumPy', () => expectClose(rowEntropy(denseOf(fixtures.attention)), fixtures.entropy));

  it('is 0 for one key, ln n for all alike, never more and never below', () => {
    expectClose(
      rowEntropy(
        denseOf([
          [0, 1, 0, 0],
          [0.25, 0.25, 0.25, 0.25],
        ]),
      ),
      [0, Math.log(4)],
    );
    const anyRows = fc.integer({ min: 1, max: 9 }).chain((keys) => anyAttention(3, keys));
    fc.assert(
      fc.property(anyRows, (attention) => {
        for (const entropy of rowEntropy(attention).values) {
          expect(entropy).toBeGreaterThanOrEqual(0);
          expect(entropy).toBeLessThanOrEqual(Math.log(attention.shape[1]) + 1e-6);
        }
      }),
    );
  });

  it('counts masked cells as 0, and lets NaN through', () => {
    const found = rowEntropy(
      denseOf([
        [0.5, 0.5, -Infinity],
        [-3.4028234e38, -Infinity, -Infinity],
        [0.5, NaN, 0.5],
      ]),
    ).values;
    expect([...found]).toEqual([Math.fround(Math.LN2), 0, NaN]);
  });
});

describe('the share on the first token', () => {
  it('agrees with NumPy', () => expectClose(firstTokenShare(denseOf(fixtures.attention)), fixtures.firstToken));

  it('is one of what a row holds; rows that attend nothing count nowhere', () => {
    const found = firstTokenShare(
      denseOf([
        [
          [1, 3],
          [0, 0],
          [-Infinity, 0.5],
        ],
        [
          [0, 0],
          [0, -Infinity],
          [0, 0],
        ],
      ]),
    );
    expect([...found.values]).toEqual([0.125, NaN]);
  });
});

describe('scores that sort heads', () => {
  const { tokens } = fixtures;
  const ids = Int32Array.from(tokens, (token) => tokens.indexOf(token));

  it.each(fixtures.heads.map((fixture) => ({ ...fixture, queries: fixture.weights[0].length })))(
    'agree with loops over all cells, $queries queries',
    ({ weights, scores }) => {
      const attention = denseOf(weights);
      expectClose(previousTokenScore(attention), scores.previous);
      for (const names of [tokens, ids]) {
        expectClose(sameTokenScore(attention, names), scores.same);
        expectClose(inductionScore(attention, names), scores.induction);
      }
    },
  );

  it('are 1 for heads that do just that', () => {
    const sentence = ['a', 'b', 'a', 'b', 'c', 'a'];
    const looking = (keyOf: (query: number) => number) =>
      dense(
        Float32Array.from({ length: 36 }, (_, i) => Number(i % 6 === keyOf(Math.floor(i / 6)))),
        [6, 6],
      );
    const before = (query: number) => sentence.slice(0, query).lastIndexOf(sentence[query]);
    const duplicate = looking(before);
    const induction = looking((query) => (before(query) < 0 ? 0 : before(query) + 1));
    expect(previousTokenScore(looking((query) => query - 1)).values[0]).toBe(1);
    expect(sameTokenScore(duplicate, sentence).values[0]).toBe(1);
    expect(inductionScore(induction, sentence).values[0]).toBe(1);
    // In this sentence an earlier token never follows itself, so that no head does both.
    expect(sameTokenScore(induction, sentence).values[0]).toBe(0);
    expect(inductionScore(duplicate, sentence).values[0]).toBe(0);
  });

  it('count masked cells as 0', () => {
    const attention = denseOf([
      [1, -Infinity, -Infinity],
      [-3.4028234e38, 1, -Infinity],
      [0.25, 0.5, 0.25],
    ]);
    expect(previousTokenScore(attention).values[0]).toBe(0.25);
    expect(sameTokenScore(attention, ['a', 'b', 'a']).values[0]).toBe(0.25);
    expect(inductionScore(attention, [5, 6, 5]).values[0]).toBe(0.5);
  });

  it('are NaN where there is nothing to look for', () => {
    const attention = denseOf([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(sameTokenScore(attention, ['a', 'b']).values[0]).toBeNaN();
    expect(inductionScore(attention, ['a', 'b']).values[0]).toBeNaN();
    expect(previousTokenScore(denseOf([[1]])).values[0]).toBeNaN();
  });

  it('take more queries than keys, the first of which stand before all keys', () => {
    // Positions −1, 0 and 1: only the last has a key before it.
    const attention = denseOf([
      [0.1, 0.9],
      [0.2, 0.8],
      [0.3, 0.7],
    ]);
    expect(previousTokenScore(attention).values[0]).toBeCloseTo(0.3, 6);
  });

  it('refuse the wrong number of tokens', () => {
    const attention = denseOf([[0.5, 0.5]]);
    for (const score of [sameTokenScore, inductionScore]) {
      expect(() => score(attention, ['a'])).toThrow('There is 1 key token for 2 key positions.');
    }
    expect(() => previousTokenScore(dense(new Float32Array(3), [3]))).toThrow('it must be [.., queries, keys]');
  });
});
