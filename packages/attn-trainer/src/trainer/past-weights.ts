import { BUDGET } from './history.js';
import type { ParameterValues } from './parameter-set.js';

/** Room for weights, as a multiple of that for frames: some two hundred states of a small model, a dozen of one of a million weights. */
const SHARE = 4;

const bytesOf = (values: ParameterValues): number =>
  [...values.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);

/** Weights of earlier steps, within a budget of memory; where that is used up, every second state goes, as of the frames of a history. */
export class PastWeights {
  readonly #budget: number;
  #states = new Map<number, ParameterValues>();
  #bytes = 0;

  constructor(historyBytes = BUDGET) {
    this.#budget = SHARE * historyBytes;
  }

  /** Steps in order. */
  get steps(): readonly number[] {
    return [...this.#states.keys()];
  }

  has(step: number): boolean {
    return this.#states.has(step);
  }

  at(step: number): ParameterValues | null {
    return this.#states.get(step) ?? null;
  }

  /** Adds the weights of a step after all others. */
  add(step: number, values: ParameterValues): void {
    this.#states.set(step, values);
    this.#bytes += bytesOf(values);
    while (this.#bytes > this.#budget && this.#states.size > 1) this.#keep((_, at) => at % 2 === 0);
  }

  /** Forgets what was after a step. */
  cut(step: number): void {
    this.#keep((own) => own <= step);
  }

  #keep(isKept: (step: number, at: number) => boolean): void {
    this.#states = new Map([...this.#states].filter(([step], at) => isKept(step, at)));
    this.#bytes = [...this.#states.values()].reduce((sum, values) => sum + bytesOf(values), 0);
  }
}
