/** So many times the first loss, and so often in a row, is no bad batch any more. */
const FACTOR = 5;
const TIMES = 3;

/** Tells a run that learns from one whose weights run away. */
export class LossWatch {
  #first = NaN;
  #high = 0;

  /** Why training must stop after a loss; null where it may go on. */
  add(loss: number): 'not-a-number' | 'exploded' | null {
    if (!Number.isFinite(loss)) return 'not-a-number';
    if (Number.isNaN(this.#first)) this.#first = loss;
    this.#high = loss > FACTOR * this.#first ? this.#high + 1 : 0;
    return this.#high >= TIMES ? 'exploded' : null;
  }

  /** Whether the newest loss was as it should be: what is kept then is worth going back to. */
  get isCalm(): boolean {
    return this.#high === 0;
  }
}
