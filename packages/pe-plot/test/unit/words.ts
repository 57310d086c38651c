import { fillSentence } from '@attn-elements/core/errors';
import { plotSentences } from '../../src/strings.js';
import type { PlotWords } from '../../src/views/words.js';

/** English, with numbers as they are. */
export const words: PlotWords = {
  language: () => 'en',
  say: (name, details = {}) => fillSentence(plotSentences.en[name], details),
  number: String,
  percent: String,
};
