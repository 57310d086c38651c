import { partSentences, type SayPart } from '@attn-elements/core/element';
import { outputZhHans } from './output-zh-hans.js';
import { outputZhHant } from './output-zh-hant.js';

const en = {
  output: 'Output: Σ weight · value',
  dimension: 'Dimension',
  summary: 'Its output has {queries} queries by {width} dimensions, from {low} to {high}.',
  gridHelp: 'Arrow keys move between outputs, n and p through the largest, Enter marks one.',
  hint: 'Point at an output or a query to read its sum.',
  ofQuery: 'Output of {query} = {sum}',
  ofCell: '{query}, dimension {dimension}: {sum} = {value}',
  headCell: '{panel}: largest output {value}, of {query} in dimension {dimension}',
  more: '… ({count} more)',
  missing: 'There is no output to show: the data have no values beside the attention.',
  unweighted: 'There is no output to show: values are summed by weights, and scores are shown.',
  rolled: 'There is no output to show: values belong to one head, and several are rolled up.',
};

/** Sentences of one language. */
export type OutputSentences = Readonly<Record<keyof typeof en, string>>;

/** A sentence on outputs with its details. */
export type SayOutput = SayPart<keyof typeof en>;

/** Sentences on the output of attention; pages add those of a language under `output`. */
export const sayOutput = partSentences<keyof typeof en>('output', en, {
  'zh-Hans': outputZhHans,
  'zh-Hant': outputZhHant,
});
