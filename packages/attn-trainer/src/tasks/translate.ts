import { drawUntil } from '../datasets/held-back.js';
import { TranslationDataset } from '../datasets/translation-dataset.js';
import { anySentence, grammarWords, LONGEST } from '../corpus/grammar.js';
import { Vocabulary, wordsOf } from '../corpus/vocabulary.js';
import { Translator } from '../models/translator.js';
import { Random } from '../trainer/random.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

const HELD_BACK = 64;

/** English to Chinese from a small grammar: cross-attention finds the word that is being translated, in another order. */
export const translate: Task = {
  name: 'translate',
  defaults: { ...commonDefaults, heads: 2, width: 48, batch: 32 },
  uses: transformerSettings,
  steps: 600,
  goal: { accuracy: 0.97 },
  open(settings) {
    const { seed, batch } = settings;
    const sourceVocabulary = new Vocabulary(grammarWords.english);
    const targetVocabulary = new Vocabulary(grammarWords.chinese);
    const sizes = { sourceLength: LONGEST.english, targetLength: LONGEST.chinese + 1 };
    const drawn = (random: Random, count: number, heldBack: boolean) =>
      Array.from({ length: count }, () =>
        drawUntil(
          () => anySentence(random),
          ({ source }) => source.join(' '),
          heldBack,
        ),
      );
    return new TranslationDataset({
      model: new Translator({
        ...settings,
        ...sizes,
        sourceWords: sourceVocabulary.words.length,
        targetWords: targetVocabulary.words.length,
      }),
      batch,
      sourceVocabulary,
      targetVocabulary,
      ...sizes,
      pairs: (step) => drawn(new Random(seed, 'batch', step), batch, false),
      heldBack: drawn(new Random(seed, 'held back'), HELD_BACK, true),
      read: wordsOf,
    });
  },
};
