import { Random } from '../trainer/random.js';

/** The items of a finite set in another order each time that all were seen, in batches that may reach across. */
export class Epochs {
  readonly #seed: number;
  readonly #count: number;
  readonly #batch: number;
  #epoch = -1;
  #order: Int32Array = new Int32Array();

  constructor(seed: number, count: number, batch: number) {
    this.#seed = seed;
    this.#count = count;
    this.#batch = batch;
  }

  /** The items of a step. */
  at(step: number): number[] {
    return Array.from({ length: this.#batch }, (_, i) => this.#item(step * this.#batch + i));
  }

  #item(at: number): number {
    const epoch = Math.floor(at / this.#count);
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#order = new Random(this.#seed, 'epoch', epoch).permutation(this.#count);
    }
    return this.#order[at % this.#count];
  }
}
