import { IGNORED } from '../models/model.js';
import { SequenceDataset } from '../datasets/sequence-dataset.js';
import { Transformer } from '../models/transformer.js';
import { anyLetters, letters, requireLength } from './letters.js';
import { linearDecay } from './linear-decay.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

const STEPS = 600;

/**
 * Letters, and after them the same in order, one by one: minGPT's `demo.ipynb`, whose model of three layers, three heads and
 * width 48 sorts six of three letters. What is written looks for the next letter of the prompt.
 */
export const sort: Task = {
  name: 'sort',
  defaults: { ...commonDefaults, learningRate: 1.5e-3, heads: 2, positions: 'learned', length: 6, symbols: 8 },
  uses: [...transformerSettings, 'length', 'symbols'],
  steps: STEPS,
  // Towards the end in small steps: at its full rate Adam now and then unlearns what is all but certain.
  learningRateSchedule: linearDecay(STEPS, 0.05),
  goal: { accuracy: 0.97 },
  open(settings) {
    const { seed, batch, length, symbols } = settings;
    return new SequenceDataset({
      seed,
      batch,
      model: new Transformer({ ...settings, length: 2 * length - 1, isCausal: true, norm: 'pre' }),
      symbols: letters(symbols),
      prompt: (random) => anyLetters(random, length, symbols),
      isWritten: true,
      solve(prompt) {
        requireLength(prompt, length);
        const sorted = prompt.toSorted((a, b) => a - b);
        return {
          tokens: [...prompt, ...sorted.slice(0, -1)],
          labels: [...Array.from({ length: length - 1 }, () => IGNORED), ...sorted],
        };
      },
    });
  },
};
