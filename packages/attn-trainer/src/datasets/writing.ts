import { type Batch, IGNORED, type Numbers } from '../models/model.js';
import { bestOf } from './dataset.js';

/** Held-back items whose answers a model writes at most: each takes as many runs of it as it has tokens. */
const MOST_WRITTEN = 64;

/** The first batches of those held back, of as many items as are worth writing. */
export const toBeWritten = (batches: readonly Batch[]): readonly Batch[] => {
  let count = 0;
  return batches.filter(({ labels }) => {
    const isWanted = count < MOST_WRITTEN;
    count += labels.shape[0];
    return isWanted;
  });
};

/**
 * The share of answers that are right from the first token to the last where the model writes them by itself: each token after those
 * that it wrote before, and not, as in training, after the right ones (teacher forcing; Williams & Zipser 1989).
 * @param batches [items, tokens] each, with the labels of the answer, and under `name` what the model reads: the answer, one place later
 */
export async function writtenShare(
  batches: readonly Batch[],
  name: string,
  run: (batch: Batch) => Promise<Numbers>,
): Promise<number> {
  let [right, all] = [0, 0];
  for (const batch of batches) {
    const wrong = await wrongItems(batch, name, run);
    all += wrong.length;
    right += wrong.filter((isWrong) => !isWrong).length;
  }
  return right / all;
}

/** Whether each item of a batch was written wrongly. */
async function wrongItems(batch: Batch, name: string, run: (batch: Batch) => Promise<Numbers>): Promise<boolean[]> {
  const { shape, values: labels } = batch.labels;
  const [items, length] = shape;
  const values = batch[name].values.slice();
  const wrong = Array.from({ length: items }, () => false);
  for (let at = firstAsked(labels, length); at < length; at++) {
    const best = bestOf(await run({ ...batch, [name]: { shape: batch[name].shape, values } }));
    for (let item = 0; item < items; item++) {
      const place = item * length + at;
      if (labels[place] !== IGNORED && best[place] !== labels[place]) wrong[item] = true;
      if (at + 1 < length) values[place + 1] = best[place];
    }
  }
  return wrong;
}

/** The first place that asks for a token, in any of the items. */
function firstAsked(labels: ArrayLike<number>, length: number): number {
  let first = length;
  for (let at = 0; at < labels.length; at++) if (labels[at] !== IGNORED) first = Math.min(first, at % length);
  return first;
}
