import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttentionGrid,
  type AttentionOptions,
  attention,
  attentionScores,
  attentionShape,
  attentionWeights,
  type Dense,
  dense,
  type Weighting,
} from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { allows, anyGrid, anyMask, cellsOf } from './masks.js';
import { difference, float32, numbers, part } from './numbers.js';
import { everyScore } from './scores-of.js';

const weightings: Weighting[] = [{ kind: 'softmax', temperature: 0.7 }, { kind: 'sparsemax' }, { kind: 'hard' }];
const combinations = everyScore(4, 3).flatMap(({ score, keyWidth }) =>
  weightings.map((weighting) => ({ name: `${score.kind}, ${weighting.kind}`, score, weighting, keyWidth })),
);
const refusal = (code: string) => expect.objectContaining({ name: 'AttnError', code });

/** Query, key and value of a call; as many key heads as heads. */
function inputs({ batch, heads, queries, keys }: AttentionGrid, keyWidth = 4, seed = 5): [Dense, Dense, Dense] {
  const make = numbers(seed);
  return [make(batch, heads, queries, 4), make(batch, heads, keys, keyWidth), make(batch, heads, keys, 2)];
}

/** The rows of an array in another order. */
const reordered = (array: Dense, order: readonly number[]) =>
  dense(Float64Array.from(order.flatMap((row) => part(array, row))), array.shape);

describe('scores', () => {
  const query = denseOf([
    [3, 4],
    [0, 0],
  ]);
  const key = denseOf([
    [1, 0],
    [0, -2],
  ]);

  it('are what their formulas say', () => {
    const root = Math.SQRT1_2;
    const scores = (options: AttentionOptions) => attentionScores(query, key, options);
    expectClose(scores({ score: { kind: 'dot' } }), [
      [3, -8],
      [0, 0],
    ]);
    expectClose(scores({}), [
      [3 * root, -8 * root],
      [0, 0],
    ]);
    expectClose(scores({ score: { kind: 'scaled-dot', scale: 2 } }), [
      [6, -16],
      [0, 0],
    ]);
    expectClose(scores({ score: { kind: 'cosine' } }), [
      [0.6, -0.8],
      [0, 0],
    ]);
    const weight = denseOf([
      [1, 10],
      [100, 1000],
    ]);
    expectClose(scores({ score: { kind: 'bilinear', weight } }), [
      [403, -8060],
      [0, 0],
    ]);
    const additive = {
      kind: 'additive',
      queryWeight: denseOf([[0.1], [0]]),
      keyWeight: denseOf([[0.2], [0.3]]),
      vector: denseOf([2]),
    } as const;
    const tanh = Math.tanh;
    expectClose(scores({ score: additive }), [
      [2 * tanh(0.5), 2 * tanh(-0.3)],
      [2 * tanh(0.2), 2 * tanh(-0.6)],
    ]);
  });

  it('refuse what does not fit', () => {
    const wide = denseOf([[1, 2, 3]]);
    const refused: [Dense, AttentionOptions, string][] = [
      [wide, {}, 'wrong-shape'],
      [wide, { score: { kind: 'dot' } }, 'wrong-shape'],
      [wide, { score: { kind: 'cosine' } }, 'wrong-shape'],
      [wide, { score: { kind: 'bilinear', weight: numbers(1)(3, 2) } }, 'wrong-shape'],
      [key, { score: { kind: 'scaled-dot', scale: NaN } }, 'bad-option'],
      [key, { score: { kind: 'distance' } as unknown as AttentionOptions['score'] }, 'bad-option'],
    ];
    for (const [keys, options, code] of refused) {
      expect(() => attentionScores(query, keys, options), JSON.stringify(options)).toThrow(refusal(code));
    }
    const make = numbers(1);
    const [queryWeight, keyWeight, vector] = [make(2, 3), make(2, 3), make(3)];
    for (const wrong of [{ queryWeight: make(3, 3) }, { keyWeight: make(2, 4) }, { vector: make(1, 3) }]) {
      const score = { kind: 'additive', queryWeight, keyWeight, vector, ...wrong } as const;
      expect(() => attentionScores(query, key, { score })).toThrow(refusal('wrong-shape'));
    }
  });
});

describe.each(combinations)('attention by $name', ({ score, weighting, keyWidth }) => {
  it('weighs rows to sum 1 where something may be attended, 0 elsewhere, and averages the values', () => {
    const anyCase = anyGrid.chain((grid) => fc.tuple(fc.constant(grid), fc.array(anyMask(grid), { maxLength: 2 })));
    fc.assert(
      fc.property(anyCase, fc.nat(), ([grid, mask], seed) => {
        const [query, key, value] = inputs(grid, keyWidth, seed);
        const { weights, output } = attention(query, key, value, { score, weighting, mask });
        for (const [item, head, row, first] of cellsOf(grid)) {
          if (first > 0) continue;
          const found = part(weights, item, head, row);
          const allowed = found.map((_, at) => mask.every((one) => allows(one, grid, [item, head, row, at])));
          const sum = found.reduce((total, weight) => total + weight, 0);
          expect(sum).toBeCloseTo(allowed.includes(true) ? 1 : 0, 10);
          expect(found.every((weight, at) => weight === 0 || allowed[at])).toBe(true);
          const mean = [0, 1].map((feature) =>
            found.reduce((total, weight, at) => total + weight * part(value, item, head, at)[feature], 0),
          );
          expect(difference(part(output, item, head, row), mean)).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('follows the keys: in another order they have the same weights', () => {
    fc.assert(
      fc.property(fc.nat(), fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (seed, order) => {
        const make = numbers(seed);
        const [query, key, value] = [make(3, 4), make(6, keyWidth), make(6, 2)];
        const before = attention(query, key, value, { score, weighting });
        const after = attention(query, reordered(key, order), reordered(value, order), { score, weighting });
        expect(difference(after.output.values, before.output.values)).toBeLessThan(1e-12);
        for (let row = 0; row < 3; row++) {
          const weights = part(before.weights, row);
          expect(
            difference(
              part(after.weights, row),
              order.map((at) => weights[at]),
            ),
          ).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('never looks ahead under a causal mask', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(), fc.nat(6), (grid, seed, ahead) => {
        const from = Math.min(ahead, grid.keys);
        const [query, key, value] = inputs(grid, keyWidth, seed);
        const [, otherKey, otherValue] = inputs(grid, keyWidth, seed + 1);
        const changed = (now: Dense, other: Dense) => {
          const width = now.shape[3];
          const isAhead = (at: number) => Math.floor(at / width) % grid.keys >= from;
          return dense(
            Float64Array.from(now.values, (one, at) => (isAhead(at) ? other.values[at] : one)),
            now.shape,
          );
        };
        const options: AttentionOptions = { score, weighting, mask: { kind: 'causal' } };
        const before = attention(query, key, value, options);
        const after = attention(query, changed(key, otherKey), changed(value, otherValue), options);
        for (const [item, head, row, first] of cellsOf(grid)) {
          if (first > 0 || row + grid.keys - grid.queries >= from) continue;
          expect(part(after.output, item, head, row)).toEqual(part(before.output, item, head, row));
          expect(part(after.weights, item, head, row)).toEqual(part(before.weights, item, head, row));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shares key heads among query heads as if they were repeated', () => {
    const make = numbers(8);
    const [query, key, value] = [make(2, 6, 3, 4), make(2, 2, 5, keyWidth), make(2, 2, 5, 2)];
    const repeated = (array: Dense) =>
      dense(
        Float64Array.from([0, 1].flatMap((item) => [0, 0, 0, 1, 1, 1].flatMap((head) => part(array, item, head)))),
        [2, 6, ...array.shape.slice(2)],
      );
    const options: AttentionOptions = { score, weighting, mask: { kind: 'window', size: 2 } };
    expect(attention(query, key, value, options)).toEqual(attention(query, repeated(key), repeated(value), options));
  });

  it('is not touched by what is masked everywhere, whatever it holds', () => {
    const make = numbers(9);
    const [query, key, value] = [make(3, 4), make(5, keyWidth), make(5, 2)];
    const spoilt = (array: Dense) => {
      const values = array.values.slice();
      values.fill(NaN, 3 * array.shape[1], 4 * array.shape[1]);
      values.fill(Infinity, 4 * array.shape[1]);
      return dense(values, array.shape);
    };
    const options: AttentionOptions = { score, weighting, mask: { kind: 'padding', lengths: [3] } };
    const clean = attention(query, key, value, options);
    const dirty = attention(query, spoilt(key), spoilt(value), options);
    expect(dirty.weights).toEqual(clean.weights);
    expect(dirty.output).toEqual(clean.output);
  });
});

describe('attention', () => {
  const [query, key, value] = inputs({ batch: 2, heads: 3, queries: 4, keys: 5 });

  it('gives scores, from which the same weights can be had', () => {
    const options: AttentionOptions = { mask: { kind: 'causal' }, weighting: { kind: 'softmax', temperature: 3 } };
    const { scores, weights } = attention(query, key, value, options);
    expect(attentionScores(query, key)).toEqual(scores);
    expect(attentionWeights(scores, options)).toEqual(weights);
  });

  it('takes one head, several, or a batch of them', () => {
    const whole = attention(query, key, value);
    const slice = (array: Dense, ...index: number[]) =>
      dense(Float64Array.from(part(array, ...index)), array.shape.slice(index.length));
    for (const index of [[1], [1, 2]]) {
      const found = attention(slice(query, ...index), slice(key, ...index), slice(value, ...index));
      expect(found.output).toEqual(slice(whole.output, ...index));
      expect(found.weights).toEqual(slice(whole.weights, ...index));
    }
  });

  it('rounds to float32, once, where all that it is given is float32', () => {
    const [q, k, v] = [query, key, value].map(float32);
    const rounded = attention(q, k, v);
    const exact = attention(dense(Float64Array.from(q.values), q.shape), k, v);
    for (const name of ['scores', 'weights', 'output'] as const) {
      expect(exact[name].values).toBeInstanceOf(Float64Array);
      expect(rounded[name].values).toEqual(new Float32Array(exact[name].values));
    }
  });

  it('gives 0 where there are no keys at all', () => {
    const make = numbers(1);
    expect(attention(make(2, 4), make(0, 4), make(0, 3)).output).toEqual(dense(new Float64Array(6), [2, 3]));
  });

  it('refuses shapes that do not go together', () => {
    const shapes: [number[], number[], number[]?][] = [
      [[4], [4]],
      [
        [1, 1, 1, 4, 2],
        [1, 1, 1, 4, 2],
      ],
      [
        [3, 4],
        [1, 3, 4],
      ],
      [
        [2, 1, 3, 4],
        [1, 1, 3, 4],
      ],
      [
        [3, 5, 4],
        [2, 5, 4],
      ],
      [
        [2, 5, 4],
        [0, 5, 4],
      ],
      [
        [3, 4],
        [5, 4],
        [4, 4],
      ],
      [
        [3, 4],
        [5, 4],
        [1, 5, 4],
      ],
      [
        [6, 3, 4],
        [2, 5, 4],
        [6, 5, 4],
      ],
    ];
    for (const [q, k, v] of shapes) {
      expect(() => attentionShape(q, k, v), JSON.stringify([q, k, v])).toThrow(refusal('wrong-shape'));
    }
    expect(attentionShape([2, 6, 3, 4], [2, 2, 5, 4], [2, 2, 5, 7])).toEqual({
      batch: 2,
      heads: 6,
      keyHeads: 2,
      queries: 3,
      keys: 5,
      width: 4,
      keyWidth: 4,
      valueWidth: 7,
      rank: 4,
    });
  });
});
