import { SequenceDataset } from '../datasets/sequence-dataset.js';
import { IGNORED } from '../models/model.js';
import { Transformer } from '../models/transformer.js';
import { anyLetters, letters, requireLength, SEPARATOR } from './letters.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

/** Letters, a bar, and the same letters again, one by one: attention learns a diagonal, as far back as the prompt is long. */
export const copy: Task = {
  name: 'copy',
  defaults: { ...commonDefaults, positions: 'learned' },
  uses: [...transformerSettings, 'length', 'symbols'],
  steps: 400,
  goal: { accuracy: 0.99 },
  open(settings) {
    const { seed, batch, length, symbols } = settings;
    return new SequenceDataset({
      seed,
      batch,
      model: new Transformer({ ...settings, length: 2 * length, symbols: symbols + 1, isCausal: true, norm: 'pre' }),
      symbols: [...letters(symbols), SEPARATOR],
      prompt: (random) => anyLetters(random, length, symbols),
      isWritten: true,
      solve(prompt) {
        requireLength(prompt, length);
        return {
          tokens: [...prompt, symbols, ...prompt.slice(0, -1)],
          labels: [...Array.from({ length }, () => IGNORED), ...prompt],
        };
      },
    });
  },
};
