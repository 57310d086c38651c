import { fillSentence } from '@attn-elements/core/errors';
import { sentences } from '../../src/strings.js';
import type { Words } from '../../src/views/words.js';

/** English, with numbers as they are. */
export const words: Words = {
  language: () => 'en',
  say: (name, details = {}) => fillSentence(sentences.en[name], details),
  number: String,
};
