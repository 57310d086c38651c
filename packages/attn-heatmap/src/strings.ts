import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';

const own = {
  name: 'Attention heatmap',
  all: 'All heads',
  previous: 'Previous head',
  next: 'Next head',
  summaryOne:
    '{title}: {queries} {queries|one:query|other:queries} by {keys} {keys|one:key|other:keys}. The strongest {quantity} is {high}, from {query} to {key}.',
  summaryMany:
    '{title}: {count} {count|one:head|other:heads}, {queries} {queries|one:query|other:queries} by {keys} {keys|one:key|other:keys} each.',
  gridHelp:
    'Arrow keys move between cells, n and p through the strongest, Enter marks a cell, [ and ] change the head, Escape goes back.',
  headsHelp: 'Arrow keys move between heads, Enter opens one.',
  hintHeads: 'Choose a head to see it large.',
  headCell: '{panel}: strongest {weight}, from {query} to {key}',
  noStrongest: '{panel}: no values',
  largest: 'largest of the cells under a pixel',
  noNumbers: 'the cells have no room for their numbers',
  rule: 'Who may attend to whom',
  may: 'may be attended',
  mayNot: 'may not be attended',
  summaryRule:
    '{title}: {queries} {queries|one:query|other:queries} by {keys} {keys|one:key|other:keys}; {count} of {total} pairs may be attended.',
  needsMask:
    'words of causal, prefix 4, window 4, window 4 dilated 2, window 4 global 1 random 2 seed 7, block 8, documents 5 7, strided 4, length 12 are needed, or none',
  average: 'mean of the cells under a pixel',
  pixelMean: '{sentence}; the colour is the mean of {count} {count|one:cell|other:cells}, {value}',
  pixelLargest: '{sentence}; the colour is that of the largest of {count} {count|one:cell|other:cells}, {largest}',
  sums: 'rows sum to {low}',
  sumsBetween: 'rows sum to between {low} and {high}',
  entropy: 'heads by the mean entropy of their rows in nats, sharpest first',
  'first-token': 'heads by their share on the first token',
  'previous-token': 'heads by their share on the token before',
  'same-token': 'heads by their share on the same token elsewhere',
  induction: 'heads by their share on what followed the same token before (induction)',
};

const en = { ...coreEnglish, ...own };

/** Sentences of the heatmap beside those of all elements. */
export type HeatmapOwnSentences = Readonly<Record<keyof typeof own, string>>;

export type HeatmapSentences = keyof typeof en;

/** Sentences of the heatmap, those of all elements among them. */
export const heatmapSentences: Translations<Readonly<Record<HeatmapSentences, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).heatmapZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).heatmapZhHant,
};
