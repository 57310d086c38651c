import { bestOf } from '../datasets/dataset.js';
import { type Batch, IGNORED, type Numbers } from '../models/model.js';

/** Examples that a cell of a confusion matrix names at most. */
const MOST_NAMED = 24;

/** Answers of a model to what was held back, right answers against those that it gave. */
export interface Answers {
  readonly step: number;
  /** Names of the classes that were right or given, in the order of all. */
  readonly classes: readonly string[];
  /** How often each was given, [right classes, given classes]. */
  readonly counts: Float32Array;
  /** Numbers of the examples that each count is of, the first of them. */
  readonly examples: readonly (readonly number[])[];
  /** Numbers of all examples with a wrong answer. */
  readonly wrong: readonly number[];
  /** Examples held back. */
  readonly all: number;
}

/** Counts answers, batch after batch of what was held back. */
export class AnswerCount {
  readonly #names: readonly string[];
  /** By right answer × names + given one. */
  readonly #counts = new Map<number, { count: number; readonly examples: number[] }>();
  readonly #wrong = new Set<number>();
  #all = 0;

  /** @param names texts of the classes */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /** @param labels [items] or [items, places] @param output its logits, [.., classes] */
  add({ labels }: Batch, output: Numbers): void {
    const best = bestOf(output);
    const [items] = labels.shape;
    const places = labels.values.length / items;
    for (const [at, right] of labels.values.entries()) {
      if (right === IGNORED) continue;
      const example = this.#all + Math.floor(at / places);
      const key = right * this.#names.length + best[at];
      const cell = this.#counts.get(key) ?? { count: 0, examples: [] };
      this.#counts.set(key, cell);
      cell.count++;
      if (cell.examples.length < MOST_NAMED && cell.examples.at(-1) !== example) cell.examples.push(example);
      if (best[at] !== right) this.#wrong.add(example);
    }
    this.#all += items;
  }

  answers(step: number): Answers {
    const all = this.#names.length;
    const pairs = [...this.#counts].map(([key, cell]) => ({ right: Math.floor(key / all), given: key % all, ...cell }));
    const met = [...new Set(pairs.flatMap(({ right, given }) => [right, given]))].sort((a, b) => a - b);
    const placeOf = new Map(met.map((one, place) => [one, place]));
    const counts = new Float32Array(met.length ** 2);
    const examples: (readonly number[])[] = Array.from({ length: counts.length }, () => []);
    for (const { right, given, count, examples: named } of pairs) {
      const at = placeOf.get(right)! * met.length + placeOf.get(given)!;
      counts[at] = count;
      examples[at] = named;
    }
    const classes = met.map((one) => this.#names[one]);
    return { step, classes, counts, examples, wrong: [...this.#wrong], all: this.#all };
  }
}
