/** So many times the losses of the beginning, and so often in a row, is no bad batch any more. */
const FACTOR = 5;
const TIMES = 3;
/** Losses of the beginning. */
const FIRST = 3;

/** Tells a run that learns from one whose weights run away. */
export class LossWatch {
  readonly #first: number[] = [];
  #high = 0;

  /** Why training must stop after a loss; null where it may go on. */
  add(loss: number): 'not-a-number' | 'exploded' | null {
    if (!Number.isFinite(loss)) return 'not-a-number';
    if (this.#first.length < FIRST) {
      this.#first.push(loss);
      return null;
    }
    this.#high = loss > FACTOR * Math.max(...this.#first) ? this.#high + 1 : 0;
    return this.#high >= TIMES ? 'exploded' : null;
  }

  /** Whether the newest loss was as it should be: what is kept then is worth going back to. */
  get isCalm(): boolean {
    return this.#high === 0;
  }
}
