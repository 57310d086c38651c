import { describe, expect, it } from 'vitest';
import {
  attention,
  type Dense,
  dense,
  linear,
  type MultiHeadParameters,
  multiHeadAttention,
} from '../../../src/math/index.js';
import { difference, float32, numbers, part } from '../attention/numbers.js';

const make = numbers(4);
const refusal = (code: string) => expect.objectContaining({ name: 'AttnError', code });
const rows = ({ values, shape }: Dense, from: number, to: number) => {
  const size = values.length / shape[0];
  return dense(Float64Array.from(values.subarray(from * size, to * size)), [to - from, ...shape.slice(1)]);
};
const outOf = { 'out_proj.weight': make(8, 8), 'out_proj.bias': make(8) };
const parameters = { in_proj_weight: make(24, 8), in_proj_bias: make(24), ...outOf };
const [x, y] = [make(2, 5, 8), make(2, 7, 8)];

describe('multi-head attention', () => {
  it('is, head by head, attention of the rows of the weights that belong to the head', () => {
    const { output, weights, scores } = multiHeadAttention(x, y, y, parameters, { heads: 4, mask: { kind: 'causal' } });
    expect([output.shape, weights.shape, scores.shape]).toEqual([
      [2, 5, 8],
      [2, 4, 5, 7],
      [2, 4, 5, 7],
    ]);
    const joined = new Float64Array(2 * 5 * 8);
    for (let head = 0; head < 4; head++) {
      const layer = (at: number) => ({
        weight: rows(parameters.in_proj_weight, 8 * at + 2 * head, 8 * at + 2 * head + 2),
        bias: rows(parameters.in_proj_bias, 8 * at + 2 * head, 8 * at + 2 * head + 2),
      });
      for (let item = 0; item < 2; item++) {
        const from = (array: Dense) => dense(Float64Array.from(part(array, item)), array.shape.slice(1));
        const [q, k, v] = [linear(from(x), layer(0)), linear(from(y), layer(1)), linear(from(y), layer(2))];
        const expected = attention(q, k, v, { mask: { kind: 'causal' } });
        expect(difference(part(weights, item, head), expected.weights.values)).toBeLessThan(1e-12);
        expect(difference(part(scores, item, head), expected.scores.values)).toBeLessThan(1e-12);
        expected.output.values.forEach((value, at) => {
          joined[(item * 5 + Math.floor(at / 2)) * 8 + head * 2 + (at % 2)] = value;
        });
      }
    }
    const expected = linear(dense(joined, [2, 5, 8]), {
      weight: parameters['out_proj.weight'],
      bias: parameters['out_proj.bias'],
    });
    expect(difference(output.values, expected.values)).toBeLessThan(1e-12);
  });

  it('reads three weights where torch keeps three, and takes keys and values of other widths', () => {
    const [key, value] = [make(2, 7, 3), make(2, 7, 6)];
    const separate = {
      q_proj_weight: make(8, 8),
      k_proj_weight: make(8, 3),
      v_proj_weight: make(8, 6),
      in_proj_bias: make(24),
      ...outOf,
    };
    const projected = (input: Dense, weight: Dense, at: number) =>
      linear(input, { weight, bias: rows(separate.in_proj_bias, 8 * at, 8 * at + 8) });
    const identity = dense(
      Float64Array.from({ length: 24 * 8 }, (_, at) => (Math.floor(at / 8) % 8 === at % 8 ? 1 : 0)),
      [24, 8],
    );
    const expected = multiHeadAttention(
      projected(x, separate.q_proj_weight, 0),
      projected(key, separate.k_proj_weight, 1),
      projected(value, separate.v_proj_weight, 2),
      { in_proj_weight: identity, ...outOf },
      { heads: 2 },
    );
    const found = multiHeadAttention(x, key, value, separate, { heads: 2 });
    expect(difference(found.output.values, expected.output.values)).toBeLessThan(1e-12);
    expect(difference(found.weights.values, expected.weights.values)).toBeLessThan(1e-12);
  });

  it('shares fewer key heads as if their rows were repeated', () => {
    const few = { in_proj_weight: make(16, 8), in_proj_bias: make(16), ...outOf };
    const repeated = (array: Dense) => {
      const order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 10, 11, 12, 13, 12, 13, 14, 15, 14, 15];
      return dense(Float64Array.from(order.flatMap((row) => part(array, row))), [24, ...array.shape.slice(1)]);
    };
    const found = multiHeadAttention(x, y, y, few, { heads: 4, keyHeads: 2 });
    const many = { in_proj_weight: repeated(few.in_proj_weight), in_proj_bias: repeated(few.in_proj_bias), ...outOf };
    expect(found).toEqual(multiHeadAttention(x, y, y, many, { heads: 4 }));
  });

  it('needs no batch, and no biases', () => {
    const bare = { in_proj_weight: parameters.in_proj_weight, 'out_proj.weight': outOf['out_proj.weight'] };
    const whole = multiHeadAttention(x, x, x, bare, { heads: 2 });
    const one = dense(Float64Array.from(part(x, 1)), [5, 8]);
    const found = multiHeadAttention(one, one, one, bare, { heads: 2 });
    expect([found.output.shape, found.weights.shape]).toEqual([
      [5, 8],
      [2, 5, 5],
    ]);
    expect([...found.output.values]).toEqual(part(whole.output, 1));
    expect([...found.weights.values]).toEqual(part(whole.weights, 1));
  });

  it('rounds to float32 once, at the end', () => {
    const single = float32(x);
    const double = dense(new Float64Array(single.values), x.shape);
    const rounded = multiHeadAttention(single, single, single, parameters, { heads: 2 });
    const exact = multiHeadAttention(double, double, double, parameters, { heads: 2 });
    for (const name of ['output', 'weights', 'scores'] as const) {
      expect(exact[name].values).toBeInstanceOf(Float64Array);
      expect(rounded[name].values).toEqual(new Float32Array(exact[name].values));
    }
  });

  const { in_proj_weight: _, ...withoutWeight } = parameters;
  const refused: [string, MultiHeadParameters, object, string, string][] = [
    ['heads that divide the rows', parameters, { heads: 5 }, 'wrong-shape', '5 + 2 × 5'],
    [
      'key heads that divide the heads',
      { ...parameters, in_proj_weight: make(32, 8), in_proj_bias: make(32) },
      { heads: 2, keyHeads: 3 },
      'wrong-shape',
      '3 heads do not divide',
    ],
    ['a number of heads', parameters, { heads: 0 }, 'bad-option', 'heads is 0'],
    ['weights', withoutWeight, { heads: 2 }, 'bad-option', 'in_proj_weight is needed'],
    [
      'heads that divide the rows of each weight',
      { q_proj_weight: make(8, 8), k_proj_weight: make(9, 8), v_proj_weight: make(8, 8), ...outOf },
      { heads: 2 },
      'wrong-shape',
      'k_proj_weight',
    ],
    ['a bias for all rows', { ...parameters, in_proj_bias: make(8) }, { heads: 2 }, 'wrong-shape', '[24]'],
    ['no key of no position', { ...parameters, bias_k: make(1, 1, 8) }, { heads: 2 }, 'bad-option', 'add_bias_kv'],
    [
      'an input as wide as the weights',
      { ...parameters, in_proj_weight: make(24, 9) },
      { heads: 2 },
      'wrong-shape',
      '9',
    ],
  ];
  it.each(refused)('asks for %s', (_, state, options, code, words) => {
    const call = () => multiHeadAttention(x, x, x, state, { heads: 2, ...options });
    expect(call).toThrow(refusal(code));
    expect(call).toThrow(words);
  });

  it('refuses more axes than batch, tokens and width', () => {
    const deep = make(1, 2, 5, 8);
    expect(() => multiHeadAttention(deep, deep, deep, parameters, { heads: 2 })).toThrow(refusal('wrong-shape'));
  });
});
