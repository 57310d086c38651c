import { SequenceDataset } from '../datasets/sequence-dataset.js';
import { IGNORED } from '../models/model.js';
import { Transformer } from '../models/transformer.js';
import type { Random } from '../trainer/random.js';
import { letters, requireLength } from './letters.js';
import { commonDefaults, type Task, transformerSettings } from './task.js';

/**
 * Different letters, and then runs of them, from here and there: what follows can be told from what followed the same letter
 * before, and not from how far back that was. Two layers learn it as a head that looks at the letter before, and one that
 * finds what came after it the last time (Olsson et al. 2022).
 */
export const induction: Task = {
  name: 'induction',
  defaults: { ...commonDefaults, layers: 2, heads: 2, length: 16, symbols: 12 },
  uses: [...transformerSettings, 'length', 'symbols'],
  steps: 800,
  goal: { accuracy: 0.95 },
  open(settings) {
    const { seed, batch, length, symbols } = settings;
    return new SequenceDataset({
      seed,
      batch,
      model: new Transformer({ ...settings, length, isCausal: true, norm: 'pre' }),
      symbols: letters(symbols),
      prompt: (random) => runs(random, length, symbols),
      solve(prompt) {
        requireLength(prompt, length);
        return { tokens: prompt, labels: prompt.map((token, at) => repeated(prompt, token, at)) };
      },
    });
  },
};

/** Probability that a run ends at a letter. */
const END_OF_RUN = 0.25;

function runs(random: Random, length: number, symbols: number): number[] {
  const count = Math.min(symbols, Math.floor(length / 2));
  const order = [...random.permutation(symbols).subarray(0, count)];
  const prompt = [...order];
  let at = random.below(count);
  while (prompt.length < length) {
    prompt.push(order[at]);
    at = at + 1 === count || random.next() < END_OF_RUN ? random.below(count) : at + 1;
  }
  return prompt;
}

/** Token that follows, where it is the one that followed the same letter the first time. */
function repeated(prompt: readonly number[], token: number, at: number): number {
  const first = prompt.indexOf(token);
  const follows = prompt[at + 1];
  return first < at && follows !== undefined && prompt[first + 1] === follows ? follows : IGNORED;
}
