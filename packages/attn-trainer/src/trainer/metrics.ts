import { bestOf } from '../datasets/dataset.js';
import { type Batch, IGNORED, type Numbers } from '../models/model.js';
import type { Evaluation } from './history.js';

/** Loss and accuracy over several batches. */
export class Metrics {
  #loss = 0;
  #weight = 0;
  /** Right answers; null where none are asked for. */
  #right: number | null = null;

  add({ labels }: Batch, output: Numbers, loss: number): void {
    const { right, asked } = labels ? answers(output, labels) : { right: null, asked: 1 };
    // Losses are means over answers, so that a smaller last batch counts less.
    this.#loss += loss * asked;
    this.#weight += asked;
    if (right !== null) this.#right = (this.#right ?? 0) + right;
  }

  /** After so many steps. */
  evaluation(step: number): Evaluation {
    const accuracy = this.#right === null ? null : this.#right / this.#weight;
    return { step, loss: this.#loss / this.#weight, accuracy };
  }
}

/** Answers that were asked for, and those of them that are right. */
function answers(output: Numbers, labels: Numbers): { right: number; asked: number } {
  const best = bestOf(output);
  let [right, asked] = [0, 0];
  for (const [i, label] of labels.values.entries()) {
    if (label === IGNORED) continue;
    asked++;
    if (best[i] === label) right++;
  }
  return { right, asked };
}
