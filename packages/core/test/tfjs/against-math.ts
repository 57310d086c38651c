/** Attention of core/tfjs with all its options beside core/math, for tests in Node and in a browser alike. */
import { grads, type Tensor, tensor } from '@tensorflow/tfjs-core';
import {
  type AttentionOptions as MathOptions,
  attention as mathAttention,
  attentionGradients,
  type Dense,
  dense,
} from '../../src/math/index.js';
import {
  type AttentionOptions,
  attention,
  attentionWithWeights,
  packedAttention,
  packedAttentionWithWeights,
  download,
} from '../../src/tfjs/index.js';
import { difference } from './cases.js';

export interface Sizes {
  readonly batch: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly queries: number;
  readonly keys: number;
  readonly width: number;
  readonly valueWidth: number;
}

export interface OptionCase {
  readonly name: string;
  readonly sizes?: Partial<Sizes>;
  readonly score?: 'dot' | 'cosine' | 'bilinear' | 'additive';
  readonly weighting?: MathOptions['weighting'];
  readonly mask?: (random: () => number, sizes: Sizes) => MathOptions['mask'];
  readonly bias?: 'alibi' | 't5' | 'array' | 'matrix';
}

const usual: Sizes = { batch: 2, heads: 4, keyHeads: 4, queries: 5, keys: 7, width: 6, valueWidth: 3 };

export const optionCases: readonly OptionCase[] = [
  { name: 'scaled dot product' },
  { name: 'grouped queries', sizes: { keyHeads: 2 } },
  { name: 'one key head for all', sizes: { keyHeads: 1 }, mask: () => ({ kind: 'causal' }) },
  { name: 'cosine of shared keys', score: 'cosine', sizes: { keyHeads: 2 } },
  { name: 'bilinear of shared keys', score: 'bilinear', sizes: { keyHeads: 2 } },
  { name: 'additive of shared keys', score: 'additive', sizes: { keyHeads: 2 } },
  { name: 'temperature', weighting: { kind: 'softmax', temperature: 0.3 } },
  { name: 'sparsemax', weighting: { kind: 'sparsemax' } },
  { name: 'sparsemax, causal', weighting: { kind: 'sparsemax' }, mask: () => ({ kind: 'causal' }) },
  { name: 'hard', weighting: { kind: 'hard' }, mask: () => ({ kind: 'window', size: 1 }) },
  { name: 'window and global', mask: () => ({ kind: 'window-global', size: 1, globals: 2 }), sizes: { queries: 7 } },
  { name: 'blocks', mask: () => ({ kind: 'block', size: 3 }), sizes: { queries: 9 } },
  { name: 'lengths, one of them 0', mask: () => ({ kind: 'padding', lengths: [4, 0] }) },
  { name: 'causal and padded', mask: () => [{ kind: 'causal' }, { kind: 'padding', lengths: [7, 3] }] },
  {
    name: 'any cells',
    mask: (random, { batch, queries, keys }) => {
      const values = Uint8Array.from({ length: batch * queries * keys }, () => Number(random() < 0.4));
      return { kind: 'array', allowed: dense(values, [batch, 1, queries, keys]) };
    },
  },
  { name: 'ALiBi', bias: 'alibi' },
  { name: 'the table of T5', bias: 't5', mask: () => ({ kind: 'causal' }) },
  { name: 'a bias for each head', bias: 'array' },
  { name: 'a bias for all', bias: 'matrix' },
  {
    name: 'more keys than a tile of queries holds',
    sizes: { batch: 1, heads: 1, keyHeads: 1, queries: 70, keys: 700 },
  },
  {
    name: 'as many, causal',
    sizes: { batch: 1, heads: 2, keyHeads: 1, queries: 130, keys: 600 },
    mask: () => ({ kind: 'causal' }),
  },
];

/** Park & Miller's generator: the same numbers in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

const asTensor = ({ values, shape }: Dense) => tensor(values as Float32Array, [...shape]);

/** [batch, heads, tokens, width] with the heads last, as projections give them. */
function headsLast({ values, shape }: Dense): Dense {
  const [batch, heads, tokens, width] = shape;
  const turned = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const [column, rest] = [i % width, Math.floor(i / width)];
    const [token, matrix] = [rest % tokens, Math.floor(rest / tokens)];
    const row = Math.floor(matrix / heads) * tokens + token;
    turned[(row * heads + (matrix % heads)) * width + column] = values[i];
  }
  return dense(turned, [batch, tokens, heads * width]);
}

interface Prepared {
  readonly sizes: Sizes;
  readonly arrays: readonly Dense[];
  readonly upstream: Dense;
  /** Learned parameters by their name in the options. */
  readonly parameters: Readonly<Record<string, Dense>>;
  readonly math: MathOptions;
  /** The options, with tensors for the parameters. */
  options(parameters: Readonly<Record<string, Tensor>>): AttentionOptions;
}

function prepare({ sizes: own, score, weighting, mask, bias }: OptionCase): Prepared {
  const sizes = { ...usual, ...own };
  const { batch, heads, keyHeads, queries, keys, width, valueWidth } = sizes;
  const random = randomNumbers(11);
  const normal = (...shape: number[]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return dense(
      Float32Array.from({ length: count }, () => 2 * random() - 1),
      shape,
    );
  };
  const arrays = [
    normal(batch, heads, queries, width),
    normal(batch, keyHeads, keys, width),
    normal(batch, keyHeads, keys, valueWidth),
  ];
  const parameters: Record<string, Dense> = {};
  if (score === 'bilinear') parameters.weight = normal(width, width);
  if (score === 'additive') {
    Object.assign(parameters, { queryWeight: normal(width, 5), keyWeight: normal(width, 5), vector: normal(5) });
  }
  if (bias === 't5') parameters.table = normal(8, heads);
  if (bias === 'array') parameters.values = normal(1, heads, queries, keys);
  if (bias === 'matrix') parameters.values = normal(queries, keys);
  const slopes = Array.from({ length: heads }, (_, head) => 0.5 ** head);
  const optionsOf = <T>(given: Readonly<Record<string, T>>) => ({
    ...(score && { score: { kind: score, ...(score === 'bilinear' || score === 'additive' ? given : {}) } }),
    ...(weighting && { weighting }),
    ...(mask && { mask: mask(randomNumbers(5), sizes) }),
    ...(bias && {
      bias: bias === 'alibi' ? { kind: bias, slopes } : { kind: bias === 't5' ? bias : 'array', ...given },
    }),
  });
  return {
    sizes,
    arrays,
    upstream: normal(batch, heads, queries, valueWidth),
    parameters,
    math: optionsOf(parameters) as MathOptions,
    options: (given) => optionsOf(given) as AttentionOptions,
  };
}

/** Largest differences from core/math of everything that a case computes, in both layouts of the heads. */
export async function mathDifferences(item: OptionCase): Promise<Record<string, number>> {
  const { sizes, arrays, upstream, parameters, math, options } = prepare(item);
  const { output, weights } = mathAttention(arrays[0], arrays[1], arrays[2], math);
  const gradients = attentionGradients(arrays[0], arrays[1], arrays[2], upstream, math);
  const names = Object.keys(parameters);
  const found: Record<string, number> = {};
  const compare = async (name: string, given: Tensor, { values }: Dense) => {
    found[name] = Math.max(found[name] ?? 0, difference(await download(given), values));
  };
  for (const layout of ['first', 'last'] as const) {
    const turn = layout === 'last' ? headsLast : (array: Dense) => array;
    const heads = layout === 'last' ? { heads: sizes.heads } : {};
    const given = arrays.map((array) => asTensor(turn(array)));
    const learned = names.map((name) => asTensor(parameters[name]));
    const call = ([query, key, value, ...rest]: Tensor[]) => {
      const own = { ...options(Object.fromEntries(names.map((name, i) => [name, rest[i]]))), ...heads };
      return [query, key, value, own] as const;
    };
    // Heads cannot be told from widths alone where key heads are fewer and widths are learned.
    if (layout === 'last' && names.length > 0 && sizes.keyHeads !== sizes.heads) continue;
    const both = attentionWithWeights(...call([...given, ...learned]));
    await compare('output', both.output, turn(output));
    await compare('weights', both.weights, weights);
    const along = (...all: Tensor[]) => attention(...call(all));
    const backward = grads(along as (...args: Tensor[]) => Tensor);
    const made = backward([...given, ...learned], asTensor(turn(upstream)));
    for (const [i, name] of (['query', 'key', 'value'] as const).entries()) {
      await compare(`gradient of ${name}`, made[i], turn(gradients[name]));
    }
    const expected: Record<string, Dense | undefined> = {
      ...(gradients.score as Record<string, Dense>),
      table: gradients.bias,
      values: gradients.bias,
    };
    for (const [i, name] of names.entries()) await compare(`gradient of ${name}`, made[3 + i], expected[name]!);
  }
  return found;
}

/** Largest differences of attention over one packed array from attention over its three parts. */
export async function packedDifferences(score: 'scaled-dot' | 'cosine'): Promise<Record<string, number>> {
  const [batch, tokens, heads, width] = [2, 6, 3, 4];
  const random = randomNumbers(3);
  const normal = (...shape: number[]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return tensor(
      Float32Array.from({ length: count }, () => 2 * random() - 1),
      shape,
    );
  };
  const parts = [0, 1, 2].map(() => normal(batch, tokens, heads * width));
  const options = { heads, score: { kind: score }, mask: { kind: 'causal' } } as const;
  const side = async (arrays: readonly Tensor[]) => {
    const rows = heads * width;
    const packed = new Float32Array(3 * arrays[0].size);
    for (const [at, array] of arrays.entries()) {
      const values = await download(array);
      for (let i = 0; i < values.length; i++)
        packed[Math.floor(i / rows) * 3 * rows + at * rows + (i % rows)] = values[i];
    }
    return packed;
  };
  const packed = tensor(await side(parts), [batch, tokens, 3 * heads * width]);
  const upstream = normal(batch, tokens, heads * width);
  const apart = attentionWithWeights(parts[0], parts[1], parts[2], options);
  const together = packedAttentionWithWeights(packed, options);
  const along = (query: Tensor, key: Tensor, value: Tensor) => attention(query, key, value, options);
  const gradients = grads(along as (...args: Tensor[]) => Tensor)(parts, upstream);
  const [gradient] = grads((all: Tensor) => packedAttention(all, options))([packed], upstream);
  return {
    output: difference(await download(together.output), await download(apart.output)),
    weights: difference(await download(together.weights), await download(apart.weights)),
    gradient: difference(await download(gradient), await side(gradients)),
  };
}

/** Whether output and gradients are numbers where keys that no query may attend to hold NaN. */
export async function survivesUnseen(mask: MathOptions['mask']): Promise<boolean> {
  const [queries, keys, width] = [3, 9, 4];
  const random = randomNumbers(29);
  const numbers = (count: number) => Float32Array.from({ length: count }, () => 2 * random() - 1);
  const unseen = (values: Float32Array) => values.fill(NaN, 3 * width, 5 * width);
  const query = tensor(numbers(queries * width), [1, 1, queries, width]);
  const [key, value] = [0, 1].map(() => tensor(unseen(numbers(keys * width)), [1, 1, keys, width]));
  const along = (...[q, k, v]: Tensor[]) => attention(q, k, v, { mask });
  const upstream = tensor(numbers(queries * width), [1, 1, queries, width]);
  const made = [along(query, key, value), ...grads(along)([query, key, value], upstream)];
  for (const one of made) if (((await download(one)) as Float32Array).some(Number.isNaN)) return false;
  return true;
}

/** Masks under which no query attends to keys 3 and 4 of 9. */
export const hidingMasks: Readonly<Record<string, MathOptions['mask']>> = {
  array: {
    kind: 'array',
    allowed: dense(
      Uint8Array.from({ length: 27 }, (_, i) => Number(i % 9 !== 3 && i % 9 !== 4)),
      [3, 9],
    ),
  },
  window: { kind: 'window', size: 1 },
  'window and global': { kind: 'window-global', size: 1, globals: 0 },
  lengths: { kind: 'padding', lengths: [3] },
};
