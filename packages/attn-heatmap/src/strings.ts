import { coreEnglish, type Translations } from '@attn-elements/core/element';

const own = {
  name: 'Attention heatmap',
  queries: 'Queries',
  keys: 'Keys',
  layer: 'Layer {n}',
  head: 'Head {n}',
  layers: 'Layer',
  heads: 'Head',
  mean: 'mean of heads',
  max: 'maximum of heads',
  min: 'minimum of heads',
  all: 'All heads',
  previous: 'Previous head',
  next: 'Next head',
  summaryOne: '{title}: {queries} queries by {keys} keys. The strongest weight is {high}, from {query} to {key}.',
  summaryMany: '{title}: {count} heads, {queries} queries by {keys} keys each.',
  gridHelp:
    'Arrow keys move between cells, n and p through the strongest, Enter marks a cell, [ and ] change the head, Escape goes back.',
  headsHelp: 'Arrow keys move between heads, Enter opens one.',
  hint: 'Point at a cell, tap it, or use the arrow keys.',
  hintHeads: 'Choose a head to see it large.',
  cell: '{query} → {key}: {weight}',
  shownAs: '{sentence} (shown as {shown})',
  headCell: '{panel}: strongest {weight}, from {query} to {key}',
  noStrongest: '{panel}: no values',
  weights: 'Attention weights',
  scores: 'Scores before the softmax',
  linear: 'linear',
  log: 'log₁₀',
  power: 'power {exponent}',
  row: 'each row divided by its largest value',
  column: 'each column divided by its largest value',
  matrix: 'each head divided by its largest value',
  hidden: 'first token hidden, rows renormalised',
  hiddenScores: 'first token hidden',
  largest: 'largest of the cells under a pixel',
  average: 'mean of the cells under a pixel',
  sums: 'rows sum to {range}',
  entropy: 'heads by the mean entropy of their rows in nats, sharpest first',
  'first-token': 'heads by their share on the first token',
  'previous-token': 'heads by their share on the token before',
  'same-token': 'heads by their share on the same token elsewhere',
  induction: 'heads by their share on what followed the same token before (induction)',
  comma: ', ',
  up: 'Cell above',
  down: 'Cell below',
  left: 'Cell to the left',
  right: 'Cell to the right',
  stronger: 'Next strongest cell',
  previousPage: 'previous',
  nextPage: 'next',
};

const en = { ...coreEnglish, ...own };

/** What the element says beside what all elements say. */
export type OwnSentences = Readonly<Record<keyof typeof own, string>>;

export type Sentences = keyof typeof en;

const chinese = () => import('./chinese.later.js');

/** All that the element says. */
export const sentences: Translations<Readonly<Record<Sentences, string>>> = {
  en,
  'zh-Hans': async () => (await chinese()).zhHans,
  'zh-Hant': async () => (await chinese()).zhHant,
};
