import { SequenceDataset } from '../datasets/sequence-dataset.js';
import { Transformer } from '../models/transformer.js';
import { anyLetters, letters, requireLength } from './letters.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

/** Letters in the other order, all at once: attention learns the other diagonal. */
export const reverse: Task = {
  name: 'reverse',
  defaults: commonDefaults,
  uses: [...transformerSettings, 'length', 'symbols'],
  steps: 400,
  goal: { accuracy: 0.99 },
  open(settings) {
    const { seed, batch, length, symbols } = settings;
    return new SequenceDataset({
      seed,
      batch,
      model: new Transformer({ ...settings, isCausal: false, norm: 'post' }),
      symbols: letters(symbols),
      prompt: (random) => anyLetters(random, length, symbols),
      solve(prompt) {
        requireLength(prompt, length);
        return { tokens: prompt, labels: prompt.toReversed() };
      },
    });
  },
};
