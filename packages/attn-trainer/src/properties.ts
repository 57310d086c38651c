import type { Source } from '@attn-elements/core/data';
import {
  anything,
  count,
  flag,
  number,
  numberAbove,
  numberBetween,
  numberPair,
  oneOf,
  optional,
  type Property,
  type PropertyTable,
  text,
} from '@attn-elements/core/element';
import { scoreKinds } from '@attn-elements/core/math';
import { type InsideView, insideViews } from './inside/views.js';
import { engineNames } from './engine/engine-names.js';
import { lossAxes } from './figure/loss-axes.js';
import { positionKinds } from './models/position-kinds.js';

/** A whole number; whether it fits the task is for the run to say. */
const whole = count(null, Number.MIN_SAFE_INTEGER);

const example: Property<number | string | null> = {
  check: (value) => (typeof value === 'object' ? undefined : (number(null).check(value) ?? String(value))),
  initial: null,
  needs: 'needsText',
};

/** Views of the inside of a run, in any case and order. */
const inside: Property<readonly InsideView[] | null> = {
  check(value) {
    const words = (Array.isArray(value) ? value : String(value).split(/[\s,]+/))
      .map((word) => String(word).trim().toLowerCase())
      .filter(Boolean);
    const known = words.map((word) => insideViews.find((view) => view === word));
    return known.every((view) => view !== undefined) ? known : undefined;
  },
  initial: null,
  needs: 'needsWord',
  details: { choices: insideViews.join(', ') },
};

/** Properties of the trainer beside those of all figures. */
export const trainerProperties = {
  /** Task that is learned: `reverse`, `sort`, `copy`, `induction`, `translate`, `digits`, `hierarchy`, `reconstruct`, or `own` data. */
  task: { ...text, initial: 'reverse' } as Property<string>,
  /** For the task `own`: address of a CSV, TSV, JSONL or npz file, relative to the page. @default no file */
  src: text,
  /** For the task `own`: the data itself. As attribute text; as property also bytes, a Blob, arrays, or `images` that are files and their `labels`. @default no data */
  data: anything<Source>(),
  /** Of a table, the column that is learned from: its name, or its number from 0. @default found by its name or content */
  textColumn: text,
  /** Of a table, the column of classes, or of translations, that is learned: its name, or its number from 0. @default found by its name or content */
  labelColumn: text,
  /** Of a table, the encoding of its text: `gbk`, `big5`, `latin1`. @default UTF-8, or UTF-16 where it is that */
  encoding: text,
  /** Engine that computes: `webgl`, `wasm` or `cpu`. @default the fastest on the reader's device, by a short measurement */
  engine: optional(oneOf(engineNames)),
  /** The same seed gives the same run. @default the task's own */
  seed: whole,
  /** Learning rate of Adam. @default the task's own */
  learningRate: numberAbove(0, null),
  /** Examples of one step. @default the task's own */
  batchSize: whole,
  /** Layers of the model; of images, convolutions. @default the task's own */
  layers: whole,
  /** Heads of each layer; of images, maps of attention. @default the task's own */
  heads: whole,
  /** Values that stand for a token: the width of the model. @default the task's own */
  dModel: whole,
  /** How queries and keys become scores: `scaled-dot`, `dot`, `cosine`, `bilinear` or `additive`. @default the task's own */
  score: optional(oneOf(scoreKinds)),
  /** How the model knows positions: `sinusoidal`, `learned`, `alibi`, `t5` or `none`. @default the task's own */
  positions: optional(oneOf(positionKinds)),
  /** Symbols of a sequence. @default the task's own */
  length: whole,
  /** Different symbols. @default the task's own */
  vocabularySize: whole,
  /** Steps of a run. @default the task's own */
  steps: whole,
  /** The most steps a second. @default as many as there can be */
  speed: number(null),
  /** Runs to train beside this one, each with other settings, by their names in a link or as attributes: `positions=none; score=dot, width=128` are two. @default none */
  compare: text,
  /** The example whose attention is shown: its number from 0, or a text. @default the first */
  example,
  /** Weights at both ends of the colours, as `0 1`. @default from 0 to the largest of all steps, and of all runs that are compared */
  domain: numberPair,
  /** Axis of the losses: `linear`, `log`, or `auto`, which is logarithmic where a loss falls to a twentieth. */
  lossAxis: oneOf(lossAxes, 'auto'),
  /** Smoothing of the losses, as of TensorBoard: the weight of those before, from 0 to 0.999; the losses themselves stay, faint. */
  smoothing: numberBetween(0, 0.999, 0),
  /** Views of the inside of a run: any of `tensor`, `probabilities`, `confusion`, `mistakes` and `cost`. @default nothing */
  inside,
  /** The tensor that is looked at, by its name in the PyTorch program: a weight, as `transformer.wte.weight`, its gradient with `.grad`, or the output of a module, as `transformer.h.0.ln_1`. @default the first weight */
  tensor: text,
  /** Lets readers bring data of their own: a table, or a folder of pictures. */
  ownData: flag,
  /** Shows settings for readers. */
  controls: flag,
  /** Trains as soon as it is seen. */
  autoplay: flag,
} satisfies PropertyTable;
