import { partSentences, type SayPart } from '@attn-elements/core/element';
import { stepsZhHans } from './steps-zh-hans.js';
import { stepsZhHant } from './steps-zh-hant.js';

const en = {
  steps: 'Step by step',
  query: 'Query',
  width: 'Width d',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous step',
  next: 'Next step',
  key: 'Key',
  dimension: 'Dimension',
  help: 'Arrow keys go from step to step, the space bar plays.',
  dot: 'q · k',
  score: 'Score',
  scaled: '÷ √d',
  masked: 'Mask',
  softmax: 'Softmax',
  sparsemax: 'Sparsemax',
  hard: 'Hard',
  output: 'Σ p · v',
  saysDot: 'The query is multiplied with every key: {formula}',
  saysScore: 'The query is compared with every key.',
  saysScaled: 'Scores are divided by √{width} = {root}: {formula}',
  saysMasked: 'What must not be seen becomes −∞: keys masked: {count}.',
  saysWeights: 'Scores become weights that sum to 1: {formula}',
  saysSharpWeights: 'Scores become weights that sum to 1.',
  saysOutput: 'Values are summed by their weights: {formula}',
  unscaled: 'Without scaling',
  scaling: 'With ÷ √d',
  variance: 'Variance of all scores',
  gradient: 'Gradient of the softmax ‖∂p/∂s‖, mean of all queries',
  needsQueries: 'Steps are shown of queries and keys, which these data do not hold.',
  needsHead: 'Steps are shown of one head: choose one.',
};

/** Sentences of one language. */
export type StepsSentences = Readonly<Record<keyof typeof en, string>>;

/** A sentence on steps with its details. */
export type SaySteps = SayPart<keyof typeof en>;

/** Sentences on attention step by step; pages add those of a language under `steps`. */
export const saySteps = partSentences<keyof typeof en>('steps', en, { 'zh-Hans': stepsZhHans, 'zh-Hant': stepsZhHant });
