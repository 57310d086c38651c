import * as math from '@attn-elements/core/math';
import {
  attention,
  attentionPooling,
  type AttentionOptions,
  attentionWithWeights,
  type EngineOptions,
  linear,
  download,
  startTensorflow,
} from '@attn-elements/core/tfjs';
import { grads, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Engine, Operations } from '../engine.js';

type Dense<Values extends math.FloatArray | Uint8Array = math.FloatArray> = math.Dense<Values>;
type Pairs = readonly (readonly [name: string, array: Dense])[];

function upload({ values, shape }: Dense<math.FloatArray | Uint8Array>): Tensor {
  return values instanceof Uint8Array
    ? tensor(Int32Array.from(values), [...shape], 'int32')
    : tensor(Float32Array.from(values), [...shape]);
}

/** With axes of length 1 in front, up to four. */
const fourAxes = ({ values, shape }: Dense): Tensor => upload(math.dense(values, [1, 1, ...shape].slice(-4)));

/** The values of a tensor under another shape, its own unless given. */
async function dense(given: Tensor, shape: readonly number[] = given.shape): Promise<Dense> {
  const values = (await download(given)) as Float32Array;
  given.dispose();
  return math.dense(values, shape);
}

/** Arrays among the options that can be learned: the parameters of the score, or of the bias. */
function learned({ score, bias }: math.AttentionOptions): Pairs {
  const all = Object.entries({ ...score, ...bias }) as [string, unknown][];
  return all.filter(
    (entry): entry is [string, Dense] => typeof entry[1] === 'object' && entry[1] !== null && 'shape' in entry[1],
  );
}

/** The options with tensors in place of those arrays. */
function withTensors(options: math.AttentionOptions, tensors: Readonly<Record<string, Tensor>>): AttentionOptions {
  const { score, bias } = options;
  const own = <T extends object>(part: T | undefined) =>
    part && Object.fromEntries(Object.entries(part).map(([name, value]) => [name, tensors[name] ?? value]));
  return { ...options, score: own(score), bias: own(bias) } as AttentionOptions;
}

const named = (pairs: Pairs, tensors: readonly Tensor[]) =>
  Object.fromEntries(pairs.map(([name], i) => [name, tensors[i]]));

/** Rows of an array from `from` up to before `to`. */
function rows({ values, shape }: Dense, from: number, to: number): Dense {
  const width = values.length / shape[0];
  return math.dense(values.slice(from * width, to * width), [to - from, ...shape.slice(1)]);
}

const operations: Partial<Operations> = {
  async attention(query, key, value, options) {
    const parameters = learned(options);
    const { output, weights } = tidy(() => {
      const own = withTensors(
        options,
        named(
          parameters,
          parameters.map(([, array]) => upload(array)),
        ),
      );
      return { ...attentionWithWeights(fourAxes(query), fourAxes(key), fourAxes(value), own) };
    });
    const shape = query.shape.slice(0, -1);
    const width = value.shape[value.shape.length - 1];
    return {
      output: await dense(output, [...shape, width]),
      weights: await dense(weights, [...shape, key.shape[key.shape.length - 2]]),
    };
  },
  async attentionGradients(query, key, value, upstream, options) {
    const parameters = learned(options);
    const made = tidy(() => {
      const along = (...[q, k, v, ...rest]: Tensor[]) =>
        attention(q, k, v, withTensors(options, named(parameters, rest)));
      const inputs = [query, key, value].map(fourAxes);
      return grads(along)([...inputs, ...parameters.map(([, array]) => upload(array))], fourAxes(upstream));
    });
    const given = [query, key, value, ...parameters.map(([, array]) => array)];
    const arrays = await Promise.all(made.map((one, i) => dense(one, given[i].shape)));
    const score = Object.fromEntries(parameters.map(([name], i) => [name, arrays[3 + i]]));
    return { query: arrays[0], key: arrays[1], value: arrays[2], score };
  },
  /** Weights of scores that are there: those of their rows with the rows of a unit matrix. */
  async attentionWeights(scores, options) {
    const keys = scores.shape[scores.shape.length - 1];
    const unit = Float32Array.from({ length: keys * keys }, (_, i) => Number(i % (keys + 1) === 0));
    const [batch, heads] = [1, 1, ...scores.shape].slice(-4);
    const weights = tidy(() => {
      const one = tensor(unit, [1, 1, keys, keys]);
      const rowsOfScores = fourAxes({ ...scores, shape: [1, batch * heads, ...scores.shape.slice(-2)] });
      return attentionWithWeights(rowsOfScores, one, one, { ...options, score: { kind: 'dot' } }).weights;
    });
    return dense(weights, scores.shape);
  },
  async multiHeadAttention(query, key, value, parameters, { heads }) {
    const { in_proj_bias: bias } = parameters;
    const width = parameters['out_proj.weight'].shape[1];
    const part = (x: Dense, at: 0 | 1 | 2) => {
      const own = parameters[(['q_proj_weight', 'k_proj_weight', 'v_proj_weight'] as const)[at]];
      const [from, to] = [at * width, (at + 1) * width];
      const weight = own ?? rows(parameters.in_proj_weight!, from, to);
      return linear(upload(x), upload(weight), bias && upload(rows(bias, from, to)));
    };
    const { output, weights } = tidy(() => {
      const found = attentionWithWeights(part(query, 0), part(key, 1), part(value, 2), { heads });
      const bias = parameters['out_proj.bias'];
      const out = linear(found.output, upload(parameters['out_proj.weight']), bias && upload(bias));
      return { output: out, weights: found.weights };
    });
    return { output: await dense(output), weights: await dense(weights) };
  },
  async stackedAttention(input, layers) {
    const maps = tidy(() => {
      let x = upload(input);
      return layers.map(({ weight, bias }) => {
        x = linear(x, upload(weight), bias && upload(bias), { activation: 'softmax' });
        return x;
      });
    });
    return { maps: await Promise.all(maps.map((map) => dense(map))) };
  },
  async attentionPooling(input, { weight, bias }) {
    const [output, weights] = tidy(() =>
      attentionPooling(upload(input), { weight: upload(weight), bias: bias && upload(bias) }),
    );
    return { output: await dense(output), weights: await dense(weights) };
  },
  async hierarchicalAttention(embeddings, mask, { word, sentence }) {
    const level = ({ weight, bias, context }: typeof word) => ({
      weight: upload(weight),
      bias: bias && upload(bias),
      context: upload(context),
    });
    const [output, sentenceWeights, wordWeights] = tidy(() => {
      const words = attentionPooling(upload(embeddings), { ...level(word), mask: mask && upload(mask) });
      const sentences = attentionPooling(words[0], { ...level(sentence), mask: mask && upload(someIn(mask)) });
      return [...sentences, words[1]];
    });
    return {
      output: await dense(output),
      sentenceWeights: await dense(sentenceWeights),
      wordWeights: await dense(wordWeights),
    };
  },
};

/** Whether any word of a sentence is there. */
function someIn({ shape, values }: Dense<Uint8Array>): Dense<Uint8Array> {
  const words = shape[shape.length - 1];
  const some = Uint8Array.from({ length: values.length / words }, (_, i) =>
    Number(values.subarray(i * words, (i + 1) * words).includes(1)),
  );
  return math.dense(some, shape.slice(0, -1));
}

/** TensorFlow.js with the operations of core/tfjs, float32. */
const tfjsEngine = (name: string, options: EngineOptions): Engine => ({
  name,
  tolerance: { forward: 2e-5, gradient: 2e-4 },
  operations,
  async ready() {
    await startTensorflow(options);
  },
});

export const tfjsCpu = tfjsEngine('tfjs-cpu', { engine: 'cpu', simd: false });
export const tfjsSimd = tfjsEngine('tfjs-cpu-simd', { engine: 'cpu' });
export const tfjsWebGL = tfjsEngine('tfjs-webgl', { engine: 'webgl' });
