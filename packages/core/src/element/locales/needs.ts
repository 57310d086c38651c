import type { rareSentences } from '../../rare-sentences.js';

/** Needs of properties, as `needs` of their tables names them: the second half of a refusal. */
export const needs = {
  needsText: 'text is needed',
  needsNothing: 'the attribute stands alone; leave it out to switch it off',
  needsWord: 'one of {choices} is needed',
  needsHead: 'a whole number is needed, from 0, or from −1 down to count from the end, or one of {choices}',
  needsIndices: 'whole numbers from 0 are needed, as in 0 3 5',
  needsWords: 'a list of words is needed',
  needsNumber: 'a number is needed',
  needsAbove: 'a number above {above} is needed',
  needsAboveAtMost: 'a number above {above}, at most {most}, is needed',
  needsBetween: 'a number from {least} to {most} is needed',
  needsCount: 'a whole number from {least} up is needed',
  needsInteger: 'a whole number is needed',
  needsIndex: 'a whole number is needed, from 0, or from −1 down to count from the end',
  needsPosition: 'there {count|one:is|other:are} {count}: 0 to {last}, or −1 to −{count} from the end',
  needsEither: 'it or {other} is needed, not both',
  needsSpans: 'two ranges are needed, of rows and of columns, as in 40:80 0:80',
  needsGrid: 'two whole numbers are needed, rows and columns, as in 14 14',
  needsSpan: 'two whole numbers are needed, position of the first patch and number of patches, as in 35 576',
  needsPair: 'two numbers are needed, the lower first',
};

/** Sentences that few pages say, in another language: those of rare failures, and these. */
export type RareSentences = Readonly<Record<keyof typeof rareSentences | keyof typeof needs, string>>;
