/** Cases of the PyTorch reference put to the operations of core/tfjs, for tests in Node and in a browser alike. */
import { grads, reshape, tensor, type Tensor, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
import { load } from '../../src/data/index.js';
import type { Mask } from '../../src/math/attention/mask.js';
import type { Tensor as FileTensor } from '../../src/tensor.js';
import {
  Adam,
  attention,
  attentionPooling,
  attentionWithWeights,
  convReluPool,
  embedding,
  layerNorm,
  linear,
  meanSquaredError,
  packedAttentionWithWeights,
  download,
  softmaxCrossEntropy,
  type TensorScore,
} from '../../src/tfjs/index.js';

export interface Description {
  readonly file: string;
  readonly kind: string;
  readonly score?: TensorScore['kind'];
  readonly mask?: string;
  readonly heads?: number;
  readonly lr?: number;
  readonly steps?: number;
}

/** The arrays of one case, as tensors where a dtype is one of tfjs. */
export class Case {
  readonly description: Description;
  readonly #arrays: ReadonlyMap<string, FileTensor>;

  private constructor(description: Description, arrays: ReadonlyMap<string, FileTensor>) {
    this.description = description;
    this.#arrays = arrays;
  }

  static async read(description: Description, bytes: Uint8Array): Promise<Case> {
    const file = await load(bytes);
    const arrays = new Map<string, FileTensor>();
    for (const name of file.names) arrays.set(name, (await file.get(name)) as FileTensor);
    return new Case(description, arrays);
  }

  has(name: string): boolean {
    return this.#arrays.has(name);
  }

  shape(name: string): number[] {
    return [...this.#arrays.get(name)!.shape];
  }

  values(name: string): Float32Array {
    return this.#arrays.get(name)!.float32();
  }

  tensor(name: string, shape = this.shape(name)): Tensor {
    const isWhole = /int/.test(this.#arrays.get(name)!.dtype);
    const values = isWhole ? Int32Array.from(this.values(name)) : this.values(name).slice();
    return tensor(values, shape, isWhole ? 'int32' : 'float32');
  }

  /** The weights before training by name, without `init.`, as variables; what is in `fixed` is not learned. */
  parameters(...fixed: string[]): Record<string, Variable> {
    const names = [...this.#arrays.keys()].filter((name) => name.startsWith('init.'));
    return Object.fromEntries(
      names.map((name) => [name.slice(5), tidy(() => variable(this.tensor(name), !fixed.includes(name.slice(5))))]),
    );
  }
}

/** The largest difference of two lists of numbers; infinite where they have other lengths or one is NaN. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const off = Math.abs(a[i] - b[i]);
    if (!(off <= most)) most = Number.isNaN(off) ? Infinity : off;
  }
  return most;
}

function maskOf(item: Case): Mask {
  const { mask } = item.description;
  if (mask === 'causal') return { kind: 'causal' };
  if (mask === 'none') return { kind: 'none' };
  if (mask?.startsWith('window')) return { kind: 'window', size: Number(mask.slice(6)) };
  const shape = item.shape('mask');
  const values = Uint8Array.from(item.values('mask'));
  if (mask !== 'padding') return { kind: 'array', allowed: { shape, values } };
  const [batch, , queries, keys] = shape;
  const lengths = Array.from({ length: batch }, (_, i) => {
    return values.slice(i * queries * keys, i * queries * keys + keys).reduce((sum, allowed) => sum + allowed, 0);
  });
  return { kind: 'padding', lengths };
}

function scoreOf(item: Case): TensorScore {
  const kind = item.description.score ?? 'scaled-dot';
  if (kind === 'bilinear') return { kind, weight: item.tensor('W') };
  if (kind === 'additive') {
    return { kind, queryWeight: item.tensor('Wq'), keyWeight: item.tensor('Wk'), vector: item.tensor('v') };
  }
  return { kind };
}

/** Largest differences from the reference of one case of attention, by the name of the array. */
export async function attentionDifferences(item: Case): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const compare = async (name: string, given: Tensor) => {
    if (item.has(name)) found[name] = difference(await download(given), item.values(name));
  };
  const q = item.tensor('q');
  const k = item.tensor('k');
  // The additive cases keep the vector of the score under the name of the values: their weights alone can be compared.
  const hasValues = item.description.score !== 'additive';
  const v = hasValues
    ? item.tensor('v')
    : tensor(new Float32Array(k.size / k.shape.at(-1)!), [...k.shape.slice(0, 3), 1]);
  const score = scoreOf(item);
  const mask = maskOf(item);
  const { output, weights } = attentionWithWeights(q, k, v, { score, mask });
  await compare('weights', weights);
  if (!hasValues) return found;
  await compare('output', output);
  await compare('output', attention(q, k, v, { score, mask }));
  if (!item.has('upstream')) return found;
  const learned = score.kind === 'bilinear' ? [q, k, v, score.weight] : [q, k, v];
  const along = (query: Tensor, key: Tensor, value: Tensor, weight?: Tensor) =>
    attention(query, key, value, { score: weight ? { kind: 'bilinear', weight } : score, mask });
  const gradients = grads(along as (...args: Tensor[]) => Tensor)(learned, item.tensor('upstream'));
  for (const [i, name] of ['grad_q', 'grad_k', 'grad_v', 'grad_W'].entries()) {
    if (gradients[i]) await compare(name, gradients[i]);
  }
  return found;
}

type Parameters = Readonly<Record<string, Tensor>>;

/** What each model computes in one step: the loss, and the attention that is compared after training. */
type Model = (item: Case, p: Parameters, step: number) => { loss: Tensor; attention: Readonly<Record<string, Tensor>> };

const models: Readonly<Record<string, Model>> = {
  'train-stacked-attention'(item, p) {
    const x = item.tensor('x');
    const maps: Record<string, Tensor> = {};
    let h = x;
    for (let i = 0; `layers.${i}.weight` in p; i++) {
      h = maps[`map_${i}`] = linear(h, p[`layers.${i}.weight`], p[`layers.${i}.bias`], { activation: 'softmax' });
    }
    return { loss: meanSquaredError(linear(h, p['out.weight'], p['out.bias']), x), attention: maps };
  },
  'train-attention-pool-classifier'(item, p) {
    // One channel: first or last, it is the same memory.
    const [batch, channels, height, width] = item.shape('images');
    let maps = item.tensor('images', [batch, height, width, channels]);
    for (let i = 1; `conv${i}.weight` in p; i++) maps = convReluPool(maps, p[`conv${i}.weight`], p[`conv${i}.bias`]);
    const [, rows, columns, features] = maps.shape;
    const positions = reshape(maps, [batch, rows * columns, features]);
    const [pooled, weights] = attentionPooling(positions, { weight: p['att.weight'], bias: p['att.bias'] });
    const logits = linear(pooled, p['fc.weight'], p['fc.bias']);
    return { loss: softmaxCrossEntropy(logits, item.tensor('labels')), attention: { weights, logits } };
  },
  'train-reverse-sequence'(item, p, step) {
    const [, batch, length] = item.shape('tokens');
    const all = item.values('tokens');
    const given = Int32Array.from(all.subarray(step * batch * length, (step + 1) * batch * length));
    const target = given.map((_, i) => given[i - (i % length) + length - 1 - (i % length)]);
    const [tokens, labels] = [given, target].map((values) => tensor(values, [batch, length], 'int32'));
    const x = embedding(tokens, p['tok.weight'], p.pe);
    const packed = linear(x, p['mha.in_proj_weight'], p['mha.in_proj_bias']);
    const { output, weights } = packedAttentionWithWeights(packed, { heads: item.description.heads! });
    const mixed = linear(output, p['mha.out_proj.weight'], p['mha.out_proj.bias']);
    const h = layerNorm(mixed, p['ln1.weight'], p['ln1.bias'], { residual: x });
    const inner = linear(h, p['ff1.weight'], p['ff1.bias'], { activation: 'relu' });
    const fed = linear(inner, p['ff2.weight'], p['ff2.bias']);
    const y = layerNorm(fed, p['ln2.weight'], p['ln2.bias'], { residual: h });
    return { loss: softmaxCrossEntropy(linear(y, p['head.weight'], p['head.bias']), labels), attention: { weights } };
  },
  'train-hierarchical-attention'(item, p) {
    const words = embedding(item.tensor('documents'), p['emb.weight']);
    const word = { weight: p['ww.weight'], bias: p['ww.bias'], context: p['uw.weight'], mask: item.tensor('mask') };
    const [sentences, wordWeights] = attentionPooling(words, word);
    const sentence = { weight: p['ws.weight'], bias: p['ws.bias'], context: p['us.weight'] };
    const [documents, sentenceWeights] = attentionPooling(sentences, sentence);
    const logits = linear(documents, p['fc.weight'], p['fc.bias']);
    const attention = { word_weights: wordWeights, sentence_weights: sentenceWeights, logits };
    return { loss: softmaxCrossEntropy(logits, item.tensor('labels')), attention };
  },
};

export interface Training {
  /** Largest relative difference of the loss in the first 20 steps, and in all. */
  readonly early: number;
  readonly all: number;
  /** Largest differences after training. */
  readonly after: Readonly<Record<string, number>>;
}

/** Trains a model of the reference from its initial weights and holds every step to PyTorch's. */
export async function train(item: Case): Promise<Training> {
  const { kind, lr, steps } = item.description;
  const model = models[kind];
  const parameters = item.parameters('pe');
  const learned = Object.values(parameters).filter(({ trainable }) => trainable);
  const adam = new Adam(learned, { learningRate: lr });
  const reference = item.values('loss');
  let early = 0;
  let all = 0;
  for (let step = 0; step < steps!; step++) {
    const loss = adam.minimize(() => model(item, parameters, step).loss);
    const [value] = await download(loss);
    loss.dispose();
    const off = Math.abs(value - reference[step]) / Math.abs(reference[step]);
    all = off <= all ? all : Number.isNaN(off) ? Infinity : off;
    if (step < 20) early = all;
  }
  const after: Record<string, number> = {};
  // The names of both are arrays of tensors: tidy lets them out.
  const kept = tidy(() => ({ ...model(item, parameters, 0).attention }));
  for (const [name, value] of Object.entries(kept)) {
    after[name] = difference(await download(value), item.values(name));
    value.dispose();
  }
  adam.dispose();
  for (const parameter of Object.values(parameters)) parameter.dispose();
  return { early, all, after };
}
