import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionWeights, dense, hard, softmax, sparsemax, type Weighting } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { float32 } from './numbers.js';

const row = (...values: number[]) => dense(Float64Array.from(values), [values.length]);
const anyRow = (most: number) =>
  fc.array(fc.double({ min: -most, max: most, noNaN: true }), { minLength: 1, maxLength: 12 });
const weightings: Weighting[] = [
  { kind: 'softmax' },
  { kind: 'softmax', temperature: 0.1 },
  { kind: 'sparsemax' },
  { kind: 'hard' },
];
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('weightings', () => {
  it.each(weightings)('$kind: rows are weights that sum to 1, however large the scores', (weighting) => {
    fc.assert(
      fc.property(anyRow(5e3), (scores) => {
        const { values } = attentionWeights(dense(Float64Array.from(scores), [1, scores.length]), { weighting });
        expect(sum(values)).toBeCloseTo(1, 10);
        for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each(weightings)('$kind: masked cells weigh exactly 0 and may hold anything', (weighting) => {
    const allowed = dense(Uint8Array.of(1, 0, 1, 0, 0, 0), [1, 6]);
    const mask = { kind: 'array', allowed } as const;
    const clean = attentionWeights(denseOf([[1, 0, 1.5, 0, 0, 0]]), { weighting, mask });
    const dirty = attentionWeights(denseOf([[1, NaN, 1.5, Infinity, -Infinity, 1e38]]), { weighting, mask });
    expect(dirty).toEqual(clean);
    expect([1, 3, 4, 5].map((at) => dirty.values[at])).toEqual([0, 0, 0, 0]);
    expect(sum(clean.values)).toBeCloseTo(1, 12);
  });

  it.each(weightings)('$kind: a row of nothing but masks is all 0', (weighting) => {
    const lowest = Math.fround(-3.4028234663852886e38);
    const scores = denseOf([
      [-Infinity, lowest, -Infinity],
      [lowest, lowest, lowest],
      [lowest, 2, -Infinity],
    ]);
    const { values } = attentionWeights(scores, { weighting });
    expect([...values]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect([...attentionWeights(scores, { weighting, mask: { kind: 'padding', lengths: [0] } }).values]).toEqual(
      Array(9).fill(0),
    );
  });

  it('do not hide a NaN that is attended to, and keep it off what is masked', () => {
    for (const weighting of [{ kind: 'softmax' }, { kind: 'sparsemax' }] as const) {
      const { values } = attentionWeights(denseOf([[1, NaN, 2]]), {
        weighting,
        mask: { kind: 'padding', lengths: [2] },
      });
      expect([...values]).toEqual([NaN, NaN, 0]);
    }
  });

  it('are over the last axis of any array, in float32 where that is given', () => {
    const scores = denseOf([[[[[1, 2]], [[3, 5]]]]]);
    for (const weigh of [softmax, sparsemax, hard]) {
      expect(weigh(scores).shape).toEqual([1, 1, 2, 1, 2]);
      expect(weigh(scores).values).toBeInstanceOf(Float64Array);
      expect(weigh(float32(scores)).values).toBeInstanceOf(Float32Array);
    }
  });
});

describe('softmax', () => {
  it('has the ratios that the temperature says', () => {
    const { values } = softmax(row(2, 1, -1), 0.5);
    expect(values[0] / values[1]).toBeCloseTo(Math.exp(2), 10);
    expect(values[1] / values[2]).toBeCloseTo(Math.exp(4), 10);
  });

  it('refuses temperatures that are not above 0', () => {
    for (const temperature of [0, -1, NaN, Infinity]) {
      expect(() => softmax(row(1, 2), temperature)).toThrow(expect.objectContaining({ code: 'bad-option' }));
    }
  });
});

describe('sparsemax', () => {
  it('is the nearest point of the simplex: no other is nearer', () => {
    fc.assert(
      fc.property(anyRow(3), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (scores, stream) => {
        const { values } = sparsemax(row(...scores));
        const distance = (point: ArrayLike<number>) => sum(scores.map((score, at) => (score - point[at]) ** 2));
        const other = scores.map(() => Number(stream.next().value) + 1e-9);
        const total = sum(other);
        // Towards another point of the simplex: the nearer to it, the nearer to what would be better.
        for (const step of [1, 0.1, 0.001]) {
          const moved = Array.from(values, (value, at) => value + step * (other[at] / total - value));
          expect(distance(moved)).toBeGreaterThanOrEqual(distance(values) - 1e-12);
        }
      }),
    );
  });

  it('has exact zeros', () => {
    expectClose(sparsemax(row(1, 0.5, -0.2)), [0.75, 0.25, 0], 1e-12);
    expect(sparsemax(row(3, 1, 1.9)).values).toEqual(Float64Array.of(1, 0, 0));
  });
});

describe('hard', () => {
  it('gives all to the first of the highest', () => {
    expect([
      ...hard(
        denseOf([
          [1, 3, 3],
          [-5, -7, -6],
        ]),
      ).values,
    ]).toEqual([0, 1, 0, 1, 0, 0]);
  });
});

describe('weights of scores', () => {
  it('refuse arrays that are no matrices and weightings that there are not', () => {
    expect(() => attentionWeights(row(1, 2))).toThrow(expect.objectContaining({ code: 'wrong-shape' }));
    const weighting = { kind: 'softest' } as unknown as Weighting;
    expect(() => attentionWeights(denseOf([[1]]), { weighting })).toThrow('softmax, sparsemax, hard');
  });
});
