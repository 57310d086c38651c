import { describe, expect, it } from 'vitest';
import {
  type AttentionOptions,
  attention,
  attentionGradients,
  type Bias,
  type Dense,
  dense,
  type Mask,
  type Weighting,
} from '../../../src/math/index.js';
import { difference, float32, numbers } from './numbers.js';
import { everyScore } from './scores-of.js';

const [batch, heads, keyHeads, queries, keys, width] = [2, 2, 1, 3, 5, 4];
const make = numbers(21);
const upstream = make(batch, heads, queries, 2);
const query = make(batch, heads, queries, width);
const value = make(batch, keyHeads, keys, 2);
const keyOf = { 3: make(batch, keyHeads, keys, 3), 4: make(batch, keyHeads, keys, 4) };

const weightings: Weighting[] = [
  { kind: 'softmax' },
  { kind: 'softmax', temperature: 0.4 },
  { kind: 'sparsemax' },
  { kind: 'hard' },
];
// The first query may attend to nothing, the last key is attended from nowhere.
const allowed = dense(Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0), [queries, keys]);
const masks: Record<string, Mask[]> = {
  none: [],
  'causal and padding': [{ kind: 'causal' }, { kind: 'padding', lengths: [4, 2] }],
  'window and globals': [{ kind: 'window-global', size: 1, globals: 1 }],
  'an array': [{ kind: 'array', allowed }],
};
const biases: Record<string, Bias | undefined> = {
  none: undefined,
  alibi: { kind: 'alibi', slopes: [0.2, 0.7] },
  t5: { kind: 't5', table: make(6, heads), maxDistance: 4 },
  'an array': { kind: 'array', values: make(1, heads, queries, keys) },
  'an array for all': { kind: 'array', values: make(queries, keys) },
};

const combinations = everyScore(width, 3).flatMap(({ score, keyWidth }) =>
  weightings.map((weighting) => ({
    name: `${JSON.stringify(score).slice(9, 30)}, ${JSON.stringify(weighting)}`,
    score,
    weighting,
    key: keyOf[keyWidth as 3 | 4],
  })),
);

/** Central finite differences of a loss by each value of an array. */
function differences(array: Dense, loss: () => number): Float64Array {
  const { values } = array;
  const step = 1e-5;
  return Float64Array.from(values, (before, at) => {
    values[at] = before + step;
    const above = loss();
    values[at] = before - step;
    const below = loss();
    values[at] = before;
    return (above - below) / (2 * step);
  });
}

const lossOf = (key: Dense, options: AttentionOptions) => () => {
  const { values } = attention(query, key, value, options).output;
  let loss = 0;
  for (let at = 0; at < values.length; at++) loss += values[at] * upstream.values[at];
  return loss;
};

/** What is learned beside query, key and value, by the names of its gradients. */
function learnedBy({ score, bias }: AttentionOptions): Record<string, Dense> {
  const learned: Record<string, Dense> = {};
  if (score?.kind === 'bilinear') learned.weight = score.weight;
  if (score?.kind === 'additive') {
    const { queryWeight, keyWeight, vector } = score;
    Object.assign(learned, { queryWeight, keyWeight, vector });
  }
  if (bias?.kind === 't5') learned.bias = bias.table;
  if (bias?.kind === 'array') learned.bias = bias.values;
  return learned;
}

describe.each(combinations)('gradients of $name', ({ score, weighting, key }) => {
  it.each(Object.entries(masks))('agree with finite differences, with any bias; mask: %s', (_, mask) => {
    for (const [biasName, bias] of Object.entries(biases)) {
      const options: AttentionOptions = { score, weighting, mask, bias };
      const found = attentionGradients(query, key, value, upstream, options);
      const learned = { query, key, value, ...learnedBy(options) };
      const { score: ofScore, ...others } = found;
      const gradients: Record<string, Dense | undefined> = { ...others, ...ofScore };
      for (const [name, array] of Object.entries(learned)) {
        const expected = differences(array, lossOf(key, options));
        expect(gradients[name]!.shape).toEqual(array.shape);
        expect(difference(gradients[name]!.values, expected), `${name}, bias: ${biasName}`).toBeLessThan(1e-8);
      }
      if (weighting.kind !== 'hard') expect(found.query.values.some((one) => Math.abs(one) > 1e-3)).toBe(true);
      expect(found.bias === undefined).toBe(!('bias' in learned));
    }
  });

  it('are 0 where all is masked, whatever is there', () => {
    const spoilt = (array: Dense, row: number) => {
      const [, , rows, columns] = array.shape;
      const isSpoilt = (at: number) => Math.floor(at / columns) % rows === row;
      return dense(array.values.map((one, at) => (isSpoilt(at) ? NaN : one)) as Float64Array, array.shape);
    };
    const options: AttentionOptions = { score, weighting, mask: masks['an array'] };
    const clean = attentionGradients(query, key, value, upstream, options);
    const dirty = attentionGradients(spoilt(query, 0), spoilt(key, 4), spoilt(value, 4), upstream, options);
    expect(dirty).toEqual(clean);
    expect([...clean.query.values.subarray(0, width)]).toEqual(Array(width).fill(0));
    expect([...clean.key.values.subarray(4 * key.shape[3], 5 * key.shape[3])]).toEqual(Array(key.shape[3]).fill(0));
    expect([...clean.value.values.subarray(8, 10)]).toEqual([0, 0]);
  });
});

describe('gradients', () => {
  it('are float32 where that is what they are of', () => {
    const score = { kind: 'bilinear', weight: float32(make(4, 4)) } as const;
    const found = attentionGradients(float32(query), keyOf[4], value, upstream, { score });
    expect(found.query.values).toBeInstanceOf(Float32Array);
    expect(found.score.weight!.values).toBeInstanceOf(Float32Array);
    expect(found.key.values).toBeInstanceOf(Float64Array);
  });

  it('ask for an upstream in the shape of the output', () => {
    expect(() => attentionGradients(query, keyOf[4], value, query)).toThrow(
      expect.objectContaining({ name: 'AttnError', code: 'wrong-shape' }),
    );
  });

  it('leave a query or key of 0 alone where the score is cosine', () => {
    const zero = dense(new Float64Array(8), [2, 4]);
    const found = attentionGradients(zero, make(3, 4), make(3, 2), make(2, 2), { score: { kind: 'cosine' } });
    expect(found.query).toEqual(zero);
    expect([...found.key.values]).toEqual(Array(12).fill(0));
  });
});
