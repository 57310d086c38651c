import { type Check, oneOf, optionalNumber, type Rule } from '@attn-elements/core/element';
import { scoreKinds } from '@attn-elements/core/math';
import type { PropertyDeclarations } from 'lit';
import { engineNames } from './engine/engine.js';
import { positionKinds } from './models/attention.js';

/** A whole number, or none; whether it fits the task is for the run to say. */
const whole: Rule<number | null> = {
  check: (value) => {
    const number = optionalNumber.check(value);
    return Number.isSafeInteger(number) ? number : undefined;
  },
  fallback: null,
};

/** One of a list of words, or none. */
function optionalWord<const T extends readonly string[]>(words: T): Rule<T[number] | null> {
  return { check: oneOf(words).check as Check<T[number]>, fallback: null };
}

/** All of them, for Lit. */
export const trainerProperties = {
  task: { type: String },
  src: { type: String },
  data: { attribute: false },
  textColumn: { type: String, attribute: 'text-column' },
  labelColumn: { type: String, attribute: 'label-column' },
  engine: { type: String },
  seed: { type: Number },
  learningRate: { type: Number, attribute: 'learning-rate' },
  batch: { type: Number },
  layers: { type: Number },
  heads: { type: Number },
  width: { type: Number },
  score: { type: String },
  positions: { type: String },
  length: { type: Number },
  symbols: { type: Number },
  steps: { type: Number },
  speed: { type: Number },
  example: {},
  heading: { type: String },
  controls: { type: Boolean },
  autoplay: { type: Boolean },
} as const satisfies PropertyDeclarations;

/** Settings of a run that are numbers, and their attributes. */
export const numberSettings = [
  'seed',
  'learningRate',
  'batch',
  'layers',
  'heads',
  'width',
  'length',
  'symbols',
] as const;

/** The task that is learned unless another is named. */
const task: Rule<string> = { check: String, fallback: 'reverse' };

export const rules = {
  task,
  seed: whole,
  learningRate: optionalNumber,
  batch: whole,
  layers: whole,
  heads: whole,
  width: whole,
  length: whole,
  symbols: whole,
  steps: whole,
  speed: optionalNumber,
  score: optionalWord(scoreKinds),
  positions: optionalWord(positionKinds),
  engine: optionalWord(engineNames),
} as const satisfies Readonly<Record<string, Rule<unknown>>>;

/** Properties of which a change means another run. */
export const runProperties = [
  'task',
  'src',
  'data',
  'textColumn',
  'labelColumn',
  'engine',
  'seed',
  'batch',
  'layers',
  'heads',
  'width',
  'length',
  'symbols',
  'score',
  'positions',
] as const;

/** Those that may change while it learns. */
export const liveProperties = ['learningRate', 'speed', 'example', 'steps'] as const;
