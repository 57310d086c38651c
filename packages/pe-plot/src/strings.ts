import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';
import { plotFaults } from './faults.js';

const own = {
  'ambiguous-array': '{url} holds several tables. Name one of them in array: {names}.',
  name: 'Positional encoding',
  sinusoidal: 'sinusoidal',
  'sinusoidal-2d': 'sinusoidal, 2-D',
  learned: 'learned',
  rotary: 'rotary (RoPE)',
  alibi: 'ALiBi',
  t5: 'T5',
  variant: '{kind}, {variant}',
  variants: '{kind}: {list}',
  kindSeparator: '; ',
  none: 'no scaling',
  linear: 'linear scaling',
  ntk: 'NTK-aware scaling',
  yarn: 'YaRN',
  scaled: 'scaled',
  unscaled: 'as trained',
  tensor2tensor: 'as in tensor2tensor',
  inPaper: 'as in the paper',
  asInPaper: 'scaled, as in the paper',
  kind: 'Encoding',
  view: 'View',
  sum: 'added to inputs',
  curves: 'curves',
  heatmap: 'heatmap',
  similarity: 'similarity',
  kernel: 'kernel by distance',
  wavelengths: 'wavelengths',
  rotation: 'rotation',
  bias: 'bias',
  spectrum: 'spectrum',
  cosine: 'cosine similarity',
  dot: 'dot product',
  bucket: 'bucket',
  likeness: 'Similarity',
  length: 'Positions',
  dModel: 'Width',
  needsColumns: 'numbers of columns and their ranges are needed, as in 0 1 8-15',
  needsKinds: 'kinds are needed, as in sinusoidal rotary:yarn: {choices}',
  rows: 'Grid rows',
  columns: 'Grid columns',
  base: 'Base',
  scaling: 'Scaling',
  factor: 'Factor',
  heads: 'Heads',
  buckets: 'Buckets',
  maxDistance: 'Largest distance',
  bidirectional: 'Keys after the query too',
  at: 'Query at',
  apart: 'Distance of the key',
  position: 'position',
  queryPosition: 'query position',
  keyPosition: 'key position',
  dimension: 'dimension',
  distance: 'distance',
  relative: 'key position − query position',
  rowDistance: 'distance in rows',
  columnDistance: 'distance in columns',
  value: 'value',
  pair: 'pair of dimensions',
  wavelength: 'positions until it repeats',
  turns: 'turns',
  turnsOver: 'turns over {length} {length|one:position|other:positions}',
  power: 'power, noise = 1',
  noise: 'rows in no order',
  head: 'head {n}',
  angle: '{degrees}°',
  someDimensions: '{count} of {width} {width|one:dimension|other:dimensions}',
  somePairs: '{count} of {pairs} {pairs|one:pair|other:pairs}',
  everyPosition: 'one position in {step}',
  farthest: 'farthest from 0 of the cells under a pixel',
  largest: 'largest of the cells under a pixel',
  bandNote: 'thin lines: lowest and highest',
  beyond: 'From {axis} {trained} on, a model trained with that many positions is on new ground.',
  trainedLength: 'trained length',
  repeatingEach:
    'So many of {pairs} pairs repeat within {reach} {reach|one:position|other:positions}: {list}. The others show angles never seen before when a text grows longer.',
  repeating:
    '{count} of {pairs} {pairs|one:pair|other:pairs} {count|one:repeats|other:repeat} within {reach} {reach|one:position|other:positions}; the others show angles never seen before when a text grows longer.',
  structured:
    'The order means something: neighbours have a mean cosine of {mean}; rows in random order would have {expected} ± {deviation}.',
  rowsLeftOut:
    '{count} of {total} {total|one:row|other:rows} left out of this: {count|one:it has|other:they have} no direction.',
  unstructured:
    'No order can be told from chance: neighbours have a mean cosine of {mean}; rows in random order would have {expected} ± {deviation}.',
  attentionFactor: 'Models multiply sines and cosines by {factor}, and so scores by {scores}.',
  partOfHead: 'Of {head} {head|one:column|other:columns} of a head, {width} {width|one:turns|other:turn}.',
  paperDiffers:
    'Shown is what models compute. The paper’s wavelengths are others by more than 1% in {count} of {pairs} pairs: pair {pair} repeats after {own} positions, by the paper after {paper}.',
  modelLength: 'Computed for a text of {length} {length|one:position|other:positions}.',
  biasesTurned:
    'Stored as [heads, buckets]: {heads} {heads|one:head|other:heads}, {buckets} {buckets|one:bucket|other:buckets}.',
  biasesSupposed:
    'Read as [buckets, heads]: {buckets} {buckets|one:bucket|other:buckets}, {heads} {heads|one:head|other:heads}.',
  longestWave:
    'Wavelengths as tensor2tensor, fairseq and Whisper compute them: the longest is {own} positions, by the paper {paper}.',
  tokensApart: 'Positions before the grid stand apart: {count}.',
  bucketNote: 'Distances of one colour share a learned number.',
  cell: '{row}, {column}: {value}',
  place: '{title} {name}',
  explained: '{sentence} = {formula}',
  peak: '{sentence}; the colour is that of {peak}, the largest under a pixel',
  summary: '{title}: {view}, {rows} × {columns} values.',
  summaryMany: '{title}: {view}, {count} {count|one:plot|other:plots}.',
  gridHelp:
    'Arrow keys move between values, Home and End to the ends, Enter marks one, [ and ] change the plot, Escape lets go.',
  hint: 'Point at a value, tap it, or use the arrow keys.',
  up: 'Value above',
  down: 'Value below',
  left: 'Value to the left',
  right: 'Value to the right',
  ...plotFaults,
};

const en = { ...coreEnglish, ...own };

/** Sentences of the plot beside those of all elements. */
export type PlotOwnSentences = Readonly<Record<keyof typeof own, string>>;

export type PlotSentence = keyof typeof en;

/** Sentences of the plot, those of all elements among them. */
export const plotSentences: Translations<Readonly<Record<PlotSentence, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).plotZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).plotZhHant,
};
