import { coreEnglish, type Translations } from '@attn-elements/core/element';
import { trainerSentences } from './trainer/errors.js';

const own = {
  ...trainerSentences,
  name: 'A model that learns: {task}',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Start again',
  opening: 'Getting ready…',
  goBack: 'Go back to step {step}, learn at {rate}',
  progress: 'Step {step} of {steps}',
  loss: 'Loss',
  accuracy: 'Right answers',
  lossIs: 'loss {loss}',
  accuracyIs: '{accuracy} right',
  speed: '{examples} examples per second on {engine}, {place}',
  worker: 'in the background',
  page: 'on the page’s own thread',
  resumed: 'The graphics device was reset; training goes on from step {step}.',
  done: 'Done: loss {loss}, {accuracy} right of what was held back.',
  doneLoss: 'Done: loss {loss}.',
  input: 'Input',
  prediction: 'Prediction',
  target: 'Right answer',
  attention: 'Attention after {step} steps: {layers} layers, {heads} heads',
  map: 'Shown',
  self: 'self-attention',
  encoder: 'encoder',
  decoder: 'decoder',
  cross: 'cross-attention',
  word: 'words',
  sentence: 'sentences',
  image: 'positions',
  mapped: 'layers',
  replay: 'Step that is shown',
  exampleNumber: 'Example',
  ownExample: 'Your own',
  show: 'Show',
  settings: 'Settings',
  learningRate: 'Learning rate',
  batch: 'Batch',
  layers: 'Layers',
  heads: 'Heads',
  width: 'Width',
  score: 'Scoring',
  positions: 'Positions',
  length: 'Length',
  symbols: 'Symbols',
  seed: 'Seed',
  saveSafetensors: 'Save as safetensors',
  saveNpz: 'Save as npz',
  saveLoss: 'Save the loss as CSV',
  open: 'Open saved weights…',
  link: 'Copy a link to this run',
};

export type Words = keyof typeof own | keyof typeof coreEnglish;
export type Sentences = Record<Words, string>;
export type OwnSentences = Record<keyof typeof own, string>;

const chinese = () => import('./chinese.later.js');

/** All that the element says. */
export const sentences: Translations<Sentences> = {
  en: { ...coreEnglish, ...own },
  'zh-Hans': async () => (await chinese()).zhHans,
  'zh-Hant': async () => (await chinese()).zhHant,
};
