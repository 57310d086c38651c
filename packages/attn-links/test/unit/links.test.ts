import { describe, expect, it } from 'vitest';
import { hasLine, type LinkRule, Links, strongestKeys } from '../../src/links.js';

const rule = (options: Partial<LinkRule> = {}): LinkRule => ({ topP: 0.7, topK: null, min: null, ...options });
const row = (...values: number[]) => Float32Array.from(values);
const keys = (values: Float32Array, options: Partial<LinkRule> = {}) => strongestKeys(values, rule(options), 'weights');

/** Numbers that look random, the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48271) % 2147483647) yield state / 2147483647;
}

/** Rows as heads have them: some flat, some of one peak, some of a few values that come many times. */
function* rows(): Generator<Float32Array> {
  const random = numbers(7);
  const next = () => random.next().value as number;
  for (const length of [1, 2, 5, 15, 64, 400]) {
    for (const power of [0, 1, 8, 40]) yield Float32Array.from({ length }, () => next() ** power);
    yield Float32Array.from({ length }, () => Math.floor(next() * 3) / 4);
  }
}

describe('the strongest keys of a query', () => {
  it('are the fewest that reach the share together, strongest first', () => {
    for (const values of rows()) {
      const total = values.reduce((sum, value) => sum + value, 0);
      for (const topP of [0.1, 0.5, 0.7, 0.95]) {
        const chosen = keys(values, { topP });
        const sum = chosen.reduce((sum, key) => sum + values[key], 0);
        const weakest = values[chosen[chosen.length - 1]];
        expect(sum).toBeGreaterThanOrEqual(topP * total * (1 - 2e-6));
        if (total > 0) expect(sum - weakest).toBeLessThan(topP * total);
        const left = [...values.keys()].filter((key) => !chosen.includes(key));
        for (const key of left) expect(values[key]).toBeLessThanOrEqual(weakest ?? 0);
        for (let i = 1; i < chosen.length; i++) expect(values[chosen[i]]).toBeLessThanOrEqual(values[chosen[i - 1]]);
      }
    }
  });

  it('reach 70 % with 0.7 alone, which float32 has a little below', () => {
    expect(keys(row(0.3, 0.7))).toEqual([1]);
    expect(keys(row(0.31, 0.69))).toEqual([1, 0]);
  });

  it('are all that have any weight, where the share is the whole', () => {
    expect(keys(row(0.5, 0, 1e-20, 0.5), { topP: 1 })).toEqual([0, 3, 2]);
  });

  it('of equal weights are the earlier ones', () => {
    expect(keys(row(0.25, 0.25, 0.25, 0.25), { topP: 0.5 })).toEqual([0, 1]);
  });

  it('are so many, where a number is asked for', () => {
    const values = row(0.1, 0.4, 0, 0.3, 0.2);
    expect(keys(values, { topK: 2 })).toEqual([1, 3]);
    expect(keys(values, { topK: 9 })).toEqual([1, 3, 4, 0]);
  });

  it('are none below the least value', () => {
    expect(keys(row(0.6, 0.3, 0.1), { topP: 1, min: 0.31 })).toEqual([0]);
    // What float32 has a little below 0.7 is no less than it.
    expect(keys(row(0.3, 0.7), { topP: 1, min: 0.7 })).toEqual([1]);
    expect(keys(row(0.6, 0.25, 0.15), { topP: 1, min: 0.25 })).toEqual([0, 1]);
    expect(keys(row(0.6, 0.25), { topK: 2, min: 0.3 })).toEqual([0]);
  });

  it('are not what is masked, negative or no number', () => {
    expect(keys(row(NaN, -Infinity, 0.2, -1, Infinity, 0.1), { topP: 1 })).toEqual([2, 5]);
    expect(keys(row(NaN, -Infinity, 0), { topP: 0.7 })).toEqual([]);
    expect(keys(row(NaN, 0.4), { topK: 3 })).toEqual([1]);
  });

  it('of scores are those of their softmax', () => {
    // Weights 0.6, 0.3 and 0.1, and one that is masked.
    const scores = row(Math.log(3), Math.log(1), Math.log(6), -Infinity).map((score) => score + 1000);
    scores[3] = -Infinity;
    const chosen = (options: Partial<LinkRule>) => strongestKeys(scores, rule(options), 'scores');
    expect(chosen({ topP: 0.59 })).toEqual([2]);
    expect(chosen({ topP: 0.7 })).toEqual([2, 0]);
    expect(chosen({ topP: 1 })).toEqual([2, 0, 1]);
    expect(chosen({ topK: 4 })).toEqual([2, 0, 1]);
  });
});

describe('lines looked for from the key', () => {
  const rules = [rule(), rule({ topP: 0.2 }), rule({ topP: 1 }), rule({ topK: 3 }), rule({ min: 0.3 })];

  it('are the same as from the query', () => {
    for (const values of rows()) {
      for (const one of rules) {
        for (const kind of ['weights', 'scores'] as const) {
          const chosen = strongestKeys(values, one, kind);
          for (const key of values.keys()) expect(hasLine(values, key, one, kind)).toBe(chosen.includes(key));
        }
      }
    }
  });

  it('are found whether or not those of the queries were asked for', () => {
    const matrix = { rows: 3, columns: 3, values: row(0.8, 0.1, 0.1, 0.5, 0.5, 0, 0, 0, 1) };
    const fresh = new Links(matrix, 'weights', rule());
    expect([0, 1, 2].map((key) => fresh.queriesOf(key))).toEqual([[0, 1], [1], [2]]);
    const asked = new Links(matrix, 'weights', rule());
    expect([0, 1, 2].map((query) => asked.keysOf(query))).toEqual([[0], [0, 1], [2]]);
    expect([0, 1, 2].map((key) => asked.queriesOf(key))).toEqual([[0, 1], [1], [2]]);
  });
});
