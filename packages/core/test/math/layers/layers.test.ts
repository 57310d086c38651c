import { describe, expect, it } from 'vitest';
import {
  attentionLayer,
  attentionPooling,
  type Dense,
  dense,
  gelu,
  hierarchicalAttention,
  layerNorm,
  linear,
  softmax,
  stackedAttention,
} from '../../../src/math/index.js';
import { difference, float32, numbers, part } from '../attention/numbers.js';
import { denseOf, expectClose } from '../nested.js';

const make = numbers(6);
const refusal = expect.objectContaining({ name: 'AttnError', code: 'wrong-shape' });
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('linear', () => {
  const weight = denseOf([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

  it('is x Wᵀ + b over the last axis', () => {
    expectClose(linear(denseOf([[[1, 0]], [[-1, 10]]]), { weight, bias: denseOf([0.5, 0, -1]) }), [
      [[1.5, 3, 4]],
      [[19.5, 37, 54]],
    ]);
    expectClose(linear(denseOf([1, 1]), { weight }), [3, 7, 11]);
  });

  it('refuses what does not fit', () => {
    expect(() => linear(make(2, 3), { weight })).toThrow(refusal);
    expect(() => linear(make(3, 2), { weight, bias: make(2) })).toThrow(refusal);
    expect(() => linear(make(3, 2), { weight: make(2) })).toThrow(refusal);
  });
});

describe('layer norm', () => {
  it('takes off the mean and divides by the deviation of each row', () => {
    const root = Math.sqrt(1.25);
    expectClose(
      layerNorm(
        denseOf([
          [1, 2, 3, 4],
          [-30, -10, -10, -30],
        ]),
        { epsilon: 1e-12 },
      ),
      [
        [-1.5 / root, -0.5 / root, 0.5 / root, 1.5 / root],
        [-1, 1, 1, -1],
      ],
    );
    const scaled = layerNorm(denseOf([[-1, 1]]), { weight: denseOf([2, 3]), bias: denseOf([10, 20]), epsilon: 3 });
    expectClose(scaled, [[9, 21.5]]);
  });

  it('is 0 for equal values, and not NaN', () => {
    expectClose(layerNorm(denseOf([[7, 7, 7]])), [[0, 0, 0]]);
  });

  it('refuses what does not fit', () => {
    expect(() => layerNorm(make(2, 3), { weight: make(2) })).toThrow(refusal);
    expect(() => layerNorm(make(2, 3), { bias: make(2) })).toThrow(refusal);
    expect(() => layerNorm(make(2, 3), { epsilon: 0 })).toThrow(expect.objectContaining({ code: 'bad-option' }));
  });
});

describe('gelu', () => {
  // Python: [x / 2 * (1 + math.erf(x / math.sqrt(2))) for x in (-7, -3, -1, -.1, 0, .5, 1, 2, 5, 9)]
  it('is x Φ(x)', () => {
    const expected = [
      -8.958667141456544e-12, -0.00404969409489031, -0.15865525393145707, -0.0460172162722971, 0, 0.34573123063700656,
      0.8413447460685429, 1.9544997361036416, 4.999998566742141, 9,
    ];
    expectClose(gelu(denseOf([-7, -3, -1, -0.1, 0, 0.5, 1, 2, 5, 9])), expected, 1e-14);
    expect([...gelu(denseOf([1e9, -1e9])).values]).toEqual([1e9, -0]);
  });

  it('has the form with tanh that GPT-2 uses', () => {
    const values = Array.from({ length: 81 }, (_, at) => (at - 40) / 5);
    const [exact, tanh] = [gelu(denseOf(values)), gelu(denseOf(values), 'tanh')];
    expect(difference(exact.values, tanh.values)).toBeGreaterThan(1e-4);
    expect(difference(exact.values, tanh.values)).toBeLessThan(5e-4);
    // Python: x / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + .044715 * x ** 3))) for x = 1 and −2
    expectClose(gelu(denseOf([1, -2]), 'tanh'), [0.8411919906082768, -0.04540230591222494], 1e-14);
  });
});

describe('the attention layer', () => {
  it('weighs each feature of its input', () => {
    const [x, weight, bias] = [make(2, 3, 4), make(4, 4), make(4)];
    const { weights, output } = attentionLayer(x, { weight, bias });
    for (const [item, row] of [
      [0, 0],
      [1, 2],
    ]) {
      const found = part(weights, item, row);
      const raw = part(linear(x, { weight, bias }), item, row).map(Math.exp);
      expect(
        difference(
          found,
          raw.map((one) => one / sum(raw)),
        ),
      ).toBeLessThan(1e-12);
      expect(
        difference(
          part(output, item, row),
          part(x, item, row).map((one, at) => one * found[at]),
        ),
      ).toBe(0);
    }
    expect(attentionLayer(float32(x), { weight }).output.values).toBeInstanceOf(Float32Array);
  });

  it('refuses weights that would not be as wide as the input', () => {
    expect(() => attentionLayer(make(3, 4), { weight: make(2, 4) })).toThrow('[width, width] is needed');
    expect(() => attentionLayer(make(3, 4), { weight: make(3, 3) })).toThrow(refusal);
  });
});

describe('attention pooling', () => {
  it('is the mean of positions under their softmax', () => {
    const x = denseOf([
      [
        [Math.log(3), 1],
        [0, 5],
      ],
      [
        [1, 2],
        [1, 4],
      ],
    ]);
    const { weights, output } = attentionPooling(x, { weight: denseOf([[1, 0]]), bias: denseOf([100]) });
    expectClose(weights, [
      [0.75, 0.25],
      [0.5, 0.5],
    ]);
    expectClose(output, [
      [0.75 * Math.log(3), 2],
      [1, 3],
    ]);
  });

  it('leaves out what is not allowed, whatever is there', () => {
    const x = denseOf([
      [
        [1, 1],
        [NaN, NaN],
      ],
      [
        [1, 2],
        [1, 4],
      ],
    ]);
    const allowed = dense(Uint8Array.of(1, 0, 0, 0), [2, 2]);
    const { weights, output } = attentionPooling(x, { weight: denseOf([[1, 1]]) }, allowed);
    expectClose(weights, [
      [1, 0],
      [0, 0],
    ]);
    expectClose(output, [
      [1, 1],
      [0, 0],
    ]);
  });

  it('refuses more than one score a position and masks of another shape', () => {
    expect(() => attentionPooling(make(3, 4), { weight: make(2, 4) })).toThrow(refusal);
    expect(() => attentionPooling(make(4), { weight: make(1, 4) })).toThrow(refusal);
    const allowed = dense(new Uint8Array(4), [4]);
    expect(() => attentionPooling(make(3, 4), { weight: make(1, 4) }, allowed)).toThrow(refusal);
  });
});

describe('stacked attention', () => {
  it('gives the map of each layer to the next', () => {
    const [x, first, second] = [make(3, 4), { weight: make(5, 4), bias: make(5) }, { weight: make(2, 5) }];
    const { maps, output } = stackedAttention(x, [first, second]);
    expect(maps.map(({ shape }) => shape)).toEqual([
      [3, 5],
      [3, 2],
    ]);
    expect(difference(maps[0].values, softmax(linear(x, first)).values)).toBeLessThan(1e-12);
    expect(difference(maps[1].values, softmax(linear(maps[0], second)).values)).toBeLessThan(1e-12);
    expect(output).toBe(maps[1]);
    expect(stackedAttention(x, []).output).toBe(x);
  });
});

describe('hierarchical attention', () => {
  const level = () => ({ weight: make(6, 4), bias: make(6), context: make(6) });
  const parameters = { word: level(), sentence: level() };
  const embeddings = make(2, 3, 5, 4);
  const mask = dense(
    Uint8Array.from({ length: 30 }, (_, at) => (at % 5 < 3 && at >= 5 ? 1 : 0)),
    [2, 3, 5],
  );
  /** softmax(tanh(h Wᵀ + b)·context) over rows of h. */
  const weightsOf = (h: Dense, { weight, bias, context }: ReturnType<typeof level>) => {
    const [count, hidden] = [h.shape[0], 6];
    const u = linear(h, { weight, bias });
    const raw = Array.from({ length: count }, (_, row) =>
      Math.exp(sum(Array.from({ length: hidden }, (_, at) => Math.tanh(part(u, row)[at]) * context.values[at]))),
    );
    return raw.map((one) => one / sum(raw));
  };
  const mean = (weights: number[], h: Dense) =>
    Array.from({ length: 4 }, (_, feature) => sum(weights.map((weight, row) => weight * part(h, row)[feature])));

  it('pools words into sentences and sentences into documents', () => {
    const { wordWeights, sentenceWeights, output } = hierarchicalAttention(embeddings, undefined, parameters);
    for (let item = 0; item < 2; item++) {
      const sentences = [0, 1, 2].map((sentence) => {
        const words = dense(Float64Array.from(part(embeddings, item, sentence)), [5, 4]);
        const weights = weightsOf(words, parameters.word);
        expect(difference(part(wordWeights, item, sentence), weights)).toBeLessThan(1e-12);
        return mean(weights, words);
      });
      const weights = weightsOf(denseOf(sentences), parameters.sentence);
      expect(difference(part(sentenceWeights, item), weights)).toBeLessThan(1e-12);
      expect(difference(part(output, item), mean(weights, denseOf(sentences)))).toBeLessThan(1e-12);
    }
  });

  it('passes over masked words, and over sentences without words', () => {
    const { wordWeights, sentenceWeights, output } = hierarchicalAttention(embeddings, mask, parameters);
    expect(part(wordWeights, 0, 0)).toEqual([0, 0, 0, 0, 0]);
    expect(part(wordWeights, 1, 1).slice(3)).toEqual([0, 0]);
    expect(sum(part(wordWeights, 1, 1))).toBeCloseTo(1, 12);
    expect(part(sentenceWeights, 0)[0]).toBe(0);
    expect(sum(part(sentenceWeights, 0))).toBeCloseTo(1, 12);
    const spoilt = dense(
      embeddings.values.map((one, at) => (mask.values[Math.floor(at / 4)] ? one : NaN)),
      embeddings.shape,
    );
    expect(hierarchicalAttention(spoilt, mask, parameters)).toEqual({ wordWeights, sentenceWeights, output });
  });

  it('takes a context as torch keeps it, and refuses another', () => {
    const row = (context: Dense) => dense(context.values, [1, 6]);
    const { word, sentence } = parameters;
    const rows = {
      word: { ...word, context: row(word.context) },
      sentence: { ...sentence, context: row(sentence.context) },
    };
    expect(hierarchicalAttention(embeddings, mask, rows)).toEqual(hierarchicalAttention(embeddings, mask, parameters));
    const wrong = { word: { ...word, context: make(4) }, sentence };
    expect(() => hierarchicalAttention(embeddings, mask, wrong)).toThrow(refusal);
    expect(() => hierarchicalAttention(make(3, 5, 4), undefined, parameters)).toThrow(refusal);
    const flat = dense(new Uint8Array(30), [6, 5]);
    expect(() => hierarchicalAttention(embeddings, flat, parameters)).toThrow(refusal);
  });
});
