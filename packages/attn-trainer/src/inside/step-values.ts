/** The most steps that a histogram is of, the present one among them. */
const MOST_STEPS = 48;

type Values = Float32Array | Int32Array;

/**
 * Values of the tensor that was asked for last, at steps evenly spread: while a run goes on, only those of new steps are computed. They
 * take no more room than the weights that a trainer keeps.
 */
export class StepValues {
  #of = '';
  #values: ReadonlyMap<number, Values> = new Map();

  /**
   * Values at some of these steps, in order, the last one among them.
   * @param name changes with whatever the values depend on beside the step
   * @param compute null where a step is not known any more: a run may have gone on meanwhile, or back
   */
  async of(
    name: string,
    steps: readonly number[],
    compute: (step: number) => Promise<Values | null>,
  ): Promise<ReadonlyMap<number, Values>> {
    if (name !== this.#of) this.clear();
    this.#of = name;
    const found = new Map<number, Values>();
    for (const step of [...spread(steps.slice(0, -1), MOST_STEPS - 1), steps[steps.length - 1]]) {
      const values = this.#values.get(step) ?? (await compute(step));
      if (values) found.set(step, values);
    }
    // Nothing is kept of a run that has become another one.
    if (name === this.#of) this.#values = found;
    return found;
  }

  /** Forgets everything. */
  clear(): void {
    this.#of = '';
    this.#values = new Map();
  }
}

/** Every second of a list, or every fourth, …, so that no more than `most` are left: as it grows, most of them stay the same. */
function spread(steps: readonly number[], most: number): readonly number[] {
  let stride = 1;
  while (Math.ceil(steps.length / stride) > most) stride *= 2;
  return steps.filter((_, at) => at % stride === 0);
}
