/** The trainings that PyTorch recorded, as tasks: for tests in Node and in a browser alike. */
import { load, type TensorFile } from '@attn-elements/core/data';
import type { Tensor } from '@attn-elements/core/tensor';
import { ReconstructionDataset } from '../../src/datasets/reconstruction-dataset.js';
import type { Dataset } from '../../src/datasets/dataset.js';
import { HierarchicalClassifier } from '../../src/models/hierarchical-classifier.js';
import { ImageClassifier } from '../../src/models/image-classifier.js';
import type { Batch, Model, Numbers } from '../../src/models/model.js';
import { StackedAttention } from '../../src/models/stacked-attention.js';
import { Transformer } from '../../src/models/transformer.js';
import { commonDefaults, type Task } from '../../src/tasks/task.js';
import type { EngineName } from '../../src/engine/engine-names.js';
import { Trainer } from '../../src/trainer/trainer.js';

export interface Description {
  readonly file: string;
  readonly kind: string;
  readonly lr: number;
  readonly steps: number;
  readonly heads?: number;
}

type Arrays = ReadonlyMap<string, Tensor>;

async function arraysOf(file: TensorFile): Promise<Arrays> {
  const arrays = new Map<string, Tensor>();
  for (const name of file.names) arrays.set(name, (await file.get(name)) as Tensor);
  return arrays;
}

function numbers(array: Tensor, shape = array.shape): Numbers {
  const isWhole = /int/.test(array.dtype);
  return { shape, values: isWhole ? Int32Array.from(array.float32()) : array.float32().slice() };
}

const datasetOf = (model: Model, batch: (step: number) => Batch): Dataset => ({
  model,
  batch,
  heldBack: [],
  examples: 1,
  example: () => Promise.reject(new Error('not asked for')),
});

/** Each kind of training: what is trained, and what each of its maps is called in the file. */
const kinds: Record<string, (arrays: Arrays, item: Description) => { dataset: Dataset; maps: Record<string, string> }> =
  {
    'train-stacked-attention'(arrays) {
      const layers = [...arrays.keys()].filter((name) => /^init\.layers\.\d+\.weight$/.test(name)).length;
      const [width, inputs] = arrays.get('init.layers.0.weight')!.shape;
      const maps = Array.from({ length: layers }, (_, i) => [`map.${i}`, `map_${i}`]);
      const dataset = new ReconstructionDataset(
        new StackedAttention({ inputs, layers, width }),
        numbers(arrays.get('x')!),
      );
      return { dataset, maps: Object.fromEntries(maps) };
    },
    'train-attention-pool-classifier'(arrays) {
      // One channel: first or last, it is the same memory.
      const [count, channels, height, width] = arrays.get('images')!.shape;
      const batch = {
        images: numbers(arrays.get('images')!, [count, height, width, channels]),
        labels: numbers(arrays.get('labels')!),
      };
      const [classes] = arrays.get('init.fc.weight')!.shape;
      const model = new ImageClassifier({ channels, classes, layers: 2, width: 8, heads: 1 });
      return { dataset: datasetOf(model, () => batch), maps: { 'image.0': 'weights' } };
    },
    'train-reverse-sequence'(arrays, { heads }) {
      const [, count, length] = arrays.get('tokens')!.shape;
      const all = Int32Array.from(arrays.get('tokens')!.float32());
      const [symbols, width] = arrays.get('init.tok.weight')!.shape;
      const options = { symbols, length, width, layers: 1, heads: heads!, isCausal: false, norm: 'post' } as const;
      const model = new Transformer({ ...options, score: 'scaled-dot', positions: 'sinusoidal' });
      const batch = (step: number) => {
        const tokens = all.subarray(step * count * length, (step + 1) * count * length);
        const labels = tokens.map((_, i) => tokens[i - (i % length) + length - 1 - (i % length)]);
        const shape = [count, length];
        return { tokens: { shape, values: tokens.slice() }, labels: { shape, values: labels } };
      };
      return { dataset: datasetOf(model, batch), maps: { 'self.0': 'weights' } };
    },
    'train-hierarchical-attention'(arrays) {
      const [words, width] = arrays.get('init.emb.weight')!.shape;
      const [classes] = arrays.get('init.fc.weight')!.shape;
      const batch = {
        words: numbers(arrays.get('documents')!),
        mask: numbers(arrays.get('mask')!),
        labels: numbers(arrays.get('labels')!),
      };
      const model = new HierarchicalClassifier({ words, classes, width });
      return { dataset: datasetOf(model, () => batch), maps: { word: 'word_weights', sentence: 'sentence_weights' } };
    },
  };

/** Names of the recorded transformer's parameters, which are those of PyTorch's modules. */
const renamed: Readonly<Record<string, string>> = {
  'tok.weight': 'transformer.wte.weight',
  'mha.in_proj_weight': 'transformer.h.0.attn.c_attn.weight',
  'mha.in_proj_bias': 'transformer.h.0.attn.c_attn.bias',
  'mha.out_proj.weight': 'transformer.h.0.attn.c_proj.weight',
  'mha.out_proj.bias': 'transformer.h.0.attn.c_proj.bias',
  'ln1.weight': 'transformer.h.0.ln_1.weight',
  'ln1.bias': 'transformer.h.0.ln_1.bias',
  'ln2.weight': 'transformer.h.0.ln_2.weight',
  'ln2.bias': 'transformer.h.0.ln_2.bias',
  'ff1.weight': 'transformer.h.0.mlp.c_fc.weight',
  'ff1.bias': 'transformer.h.0.mlp.c_fc.bias',
  'ff2.weight': 'transformer.h.0.mlp.c_proj.weight',
  'ff2.bias': 'transformer.h.0.mlp.c_proj.bias',
  'head.weight': 'lm_head.weight',
  'head.bias': 'lm_head.bias',
};

export interface Differences {
  /** Largest relative difference of the loss in the first 20 steps, and in all. */
  readonly early: number;
  readonly all: number;
  /** Largest difference of each map of attention after training. */
  readonly maps: Readonly<Record<string, number>>;
}

/** Trains as PyTorch did, from its initial weights on its batches, and compares. */
export async function differencesFrom(
  bytes: Uint8Array,
  description: Description,
  engine: EngineName,
): Promise<Differences> {
  const arrays = await arraysOf(await load(bytes));
  const { dataset, maps } = kinds[description.kind](arrays, description);
  const task: Task = {
    name: description.kind,
    defaults: { ...commonDefaults, learningRate: description.lr },
    uses: [],
    steps: description.steps,
    goal: { loss: 1 },
    open: () => dataset,
  };
  const trainer = await Trainer.create({ task, engine });
  const weights = [...arrays].filter(([name]) => name.startsWith('init.') && name !== 'init.pe');
  await trainer.load(
    Object.fromEntries(
      weights.map(([name, array]) => {
        const own = name.slice('init.'.length);
        return [renamed[own] ?? own, { shape: array.shape, data: array.float32().slice() }];
      }),
    ),
  );
  const expected = arrays.get('loss')!.float32();
  let [early, all] = [0, 0];
  for (let step = 0; step < description.steps; step++) {
    const { loss } = await trainer.step();
    const off = Math.abs(loss - expected[step]) / Math.abs(expected[step]);
    // Written so that NaN is found too.
    if (!(off <= all)) all = Number.isNaN(off) ? Infinity : off;
    if (step < 20) early = all;
  }
  const { attention } = await trainer.predict(dataset.batch(0));
  const off = Object.entries(maps).map(([name, recorded]) => {
    const truth = arrays.get(recorded)!.float32();
    const found = attention[name].values;
    if (found.length !== truth.length) return [recorded, Infinity];
    return [recorded, truth.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0)];
  });
  trainer.dispose();
  return { early, all, maps: Object.fromEntries(off) };
}
