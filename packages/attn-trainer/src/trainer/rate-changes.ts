/** A learning rate, and the step from which it was set. */
export interface RateChange {
  readonly step: number;
  readonly rate: number;
}

/** Learning rates that a run was taken with, as they were set: from which step on which. */
export class RateChanges {
  #changes: RateChange[] = [];

  /** Changes in the order of their steps; the first rate counts from the beginning, where those before are not known. */
  get list(): readonly RateChange[] {
    return this.#changes;
  }

  /** Notes the rate of a step that is taken: what was after it is of another run, or was gone back from. */
  note(step: number, rate: number): void {
    const before = this.#changes.filter((one) => one.step < step);
    this.#changes = before.at(-1)?.rate === rate ? before : [...before, { step, rate }];
  }

  clear(): void {
    this.#changes = [];
  }
}
