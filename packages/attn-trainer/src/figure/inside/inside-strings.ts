import { partSentences, type SayPart } from '@attn-elements/core/element';
import { insideZhHans } from './inside-zh-hans.js';
import { insideZhHant } from './inside-zh-hant.js';

const en = {
  tensor: 'Tensor',
  'tensors-weight': 'Weights',
  'tensors-gradient': 'Gradients of the loss',
  'tensors-activation': 'Outputs of modules, for the example',
  tensorAt:
    '{name} [{shape}] after {step} {step|one:step|other:steps}: {count} {count|one:value|other:values} from {low} to {high}, mean {mean}, standard deviation {deviation}',
  gradientNote: 'Gradient of the loss of the batch that the next step learns from',
  activationNote: 'Output of the module for the example that is shown',
  tensorCell: '{name}[{place}] = {value}',
  tensorRow: '{row}: {said}',
  valuesLegend: 'Values, linear, from 0',
  signedLegend: 'Values, linear, 0 in the middle',
  matrixHelp:
    'Arrow keys move between cells, n and p through the strongest, Enter marks a cell, Escape takes the mark away.',
  histogramOf: 'Histogram of {name} over the steps',
  histogramCell: 'Step {step}, from {low} to {high}: {count} {count|one:value|other:values}',
  histogramLegend: 'Number of values in each range, linear; columns are steps, the frame is the one that is shown',
  notKept: 'The weights of step {step} are not kept. Other steps of this run can be looked into.',
  probabilitiesAt:
    'The likeliest answers after {step} {step|one:step|other:steps}: softmax of the logits; the right answer is underlined.',
  answerPlace: 'Place',
  rightHas: '(right: {right}, {share})',
  confusionAt:
    'After {step} {step|one:step|other:steps}, {right} of {all} answers to what was held back are right. Rows are right answers, columns those that were given.',
  confusionCell: 'Right {right}, given {given}: {count} {count|one:time|other:times}, {share} of {right}',
  confusionLegend: 'Share of the row, linear; the number is the count; a cell that is pressed shows its examples',
  classShares: 'Shares of the right answers: {shares}',
  examplesOf: 'Right {right}, given {given}, examples:',
  noExamples: 'none',
  mistakesAt:
    'After {step} {step|one:step|other:steps}, {wrong} of {all} examples that were held back have a wrong answer. Press one to look at it.',
  moreMistakes: 'More wrong answers',
  exampleOf: 'Example {n}',
  rightIs: 'right: {right}',
  parameters: '{count} {count|one:parameter|other:parameters}, {learned} of them learned: {bytes} bytes as float32.',
  costPooled: 'This attention weighs each place once a head: its cost grows with the length, not with its square.',
  costAt:
    'Attention to {n} {n|one:token|other:tokens}, width {d}, {layers} {layers|one:layer|other:layers} of {heads} {heads|one:head|other:heads}: {flops} operations for scores and weighted sums (n² · d a layer), {scores} weights of {bytes} bytes, and {projections} operations for the projections (n · d² a layer).',
  costGrows: 'For {n} tokens: {flops} and {projections} operations (Vaswani et al. 2017, Table 1).',
  costCurve: 'Operations by length: attention, n² · d; dashed: projections, n · d²',
};

/** Sentences of one language. */
export type InsideSentences = Readonly<Record<keyof typeof en, string>>;

/** A sentence on the inside of a run with its details. */
export type SayInside = SayPart<keyof typeof en>;

/** Sentences on the inside of a run; pages add those of a language under `inside`. */
export const sayInside = partSentences<keyof typeof en>('inside', en, {
  'zh-Hans': insideZhHans,
  'zh-Hant': insideZhHant,
});
