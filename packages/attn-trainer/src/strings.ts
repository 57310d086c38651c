import { coreEnglish, lazy, type Say, type Translations } from '@attn-elements/core/element';
import { noteSentences } from './corpus/notes.js';
import { demandSentences } from './tasks/demands.js';
import { trainerSentences } from './trainer/errors.js';

const own = {
  ...trainerSentences,
  ...noteSentences,
  ...demandSentences,
  name: 'A model that learns: {task}',
  'task-reverse': 'letters backwards',
  'task-sort': 'letters in order',
  'task-copy': 'letters once more',
  'task-induction': 'what came next the last time',
  'task-translate': 'English to Chinese',
  'task-digits': 'which digit is drawn',
  'task-hierarchy': 'notes of a traveller',
  'task-reconstruct': 'rows of numbers',
  'task-own': 'data of the author',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Start again',
  opening: 'Getting ready…',
  cancel: 'Cancel',
  goBack: 'Go back to step {step}, learn at {rate}',
  progress: 'Step {step} of {steps}',
  loss: 'Loss',
  accuracy: 'Right answers',
  lossIs: 'loss {loss}',
  rateIs: 'learning rate now {rate}',
  accuracyIs: '{accuracy} right',
  accuracyBeside: '{accuracy} right (by guessing alone {guess})',
  speed: '{examples} examples per second on {engine}, {place}',
  worker: 'in the background',
  page: 'on the page’s own thread',
  resumed: 'The graphics device was reset; training goes on from step {step}.',
  done: 'Done: loss {loss}, {accuracy} right of what was held back.',
  doneBeside: 'Done: loss {loss}, {accuracy} right of what was held back; by guessing alone {guess}.',
  doneLoss: 'Done: loss {loss}.',
  input: 'Input',
  prediction: 'Prediction',
  target: 'Right answer',
  example: 'Example',
  attention: 'Attention after {step} steps',
  map: 'Shown',
  encoder: 'encoder',
  decoder: 'decoder',
  cross: 'cross-attention',
  replay: 'Step that is shown',
  exampleNumber: 'Example',
  ownExample: 'Your own',
  show: 'Show',
  place: 'row {row}, column {column}: {weight}',
  inHead: '{panel}: {sentence}',
  sentenceCell: 'Sentence {n}: {weight}',
  wordCell: '{word}: {own} in sentence {n} of weight {weight}',
  sentenceWhole: 'Sentence weight',
  sentence: 'Sentence',
  word: 'Word',
  rows: 'Row',
  columns: 'Column',
  strongest: 'Strongest: {cell}',
  gridHelp:
    'Arrow keys move between cells, n and p through the strongest, [ and ] change the head, Enter marks a cell, Escape takes the mark away.',
  headsLegend: 'Attention weights, linear, one scale for all heads; rows are queries, columns keys',
  layersLegend: 'Weights of the layers, linear, one scale for all; rows of the input by units of a layer',
  pictureLegend: 'Attention weights, linear, one scale for all heads: lit where a head looks',
  documentLegend: 'Attention weights, linear: of sentences, and of words × that of their sentence',
  curve: '{name}: {first} at step {start}, {last} at step {end}, lowest {low}, highest {high}',
  heldBackLoss: 'Loss, held back',
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
  pace: 'Speed',
  perSecond: '{n} steps a second',
  fastest: 'as fast as it goes',
  saveCsv: 'Save the attention as CSV',
  showTable: 'Show the attention as a table',
  hideTable: 'Hide the table of attention',
  showLosses: 'Show the losses as a table',
  hideLosses: 'Hide the table of losses',
  saveSafetensors: 'Save as safetensors',
  saveNpz: 'Save as npz',
  saveLoss: 'Save the loss as CSV',
  open: 'Open saved weights…',
  link: 'Copy a link to this run',
};

export type TrainerWords = keyof typeof own | keyof typeof coreEnglish;
export type TrainerSentence = Record<TrainerWords, string>;
export type TrainerOwnSentences = Record<keyof typeof own, string>;

/** Sentences of the trainer, those of all elements among them. */
export const trainerTranslations: Translations<TrainerSentence> = {
  en: { ...coreEnglish, ...own },
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).trainerZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).trainerZhHant,
};

/** Name of a task in the reader's language; a task that is none of ours keeps its own. */
export function taskName(task: string, say: Say<TrainerWords>): string {
  const name = `task-${task}`;
  return name in own ? say(name as TrainerWords) : task;
}
