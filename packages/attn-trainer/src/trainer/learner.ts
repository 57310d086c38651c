import type { Operations, Tensor } from '../engine/operations.js';
import type { State } from '../files/checkpoint.js';
import type { Result } from '../datasets/dataset.js';
import type { Batch, Model, Numbers } from '../models/model.js';
import { ParameterSet, type ParameterValues } from './parameter-set.js';

type Adam = InstanceType<Operations['Adam']>;

/** A model on the engine, with what Adam keeps of it. What rejects with `context-lost` leaves nothing behind. */
export class Learner {
  readonly #ops: Operations;
  readonly #model: Model;
  readonly #parameters: ParameterSet;
  readonly #adam: Adam;
  /** Losses of steps that nobody has asked for yet. */
  #pending: Tensor[] = [];

  constructor(ops: Operations, model: Model, { values, moments, step }: State) {
    this.#ops = ops;
    this.#model = model;
    this.#parameters = new ParameterSet(ops, model.parameters, values);
    this.#adam = new ops.Adam(this.#parameters.learned);
    if (moments) this.#adam.restore(ops.tensor(moments, [2, moments.length / 2]), step);
  }

  /** Steps taken. */
  get steps(): number {
    return this.#adam.steps;
  }

  /** Takes a step; nobody waits for the device before its loss is asked for. */
  step(batch: Batch, learningRate: number): void {
    this.#adam.learningRate = learningRate;
    this.#pending.push(this.#adam.minimize(() => this.#forward(batch).loss));
  }

  /** The losses of the steps since they were asked for last. */
  async losses(): Promise<number[]> {
    const pending = this.#pending;
    this.#pending = [];
    return (await this.#receive(pending)).map(({ values }) => values[0]);
  }

  /** Output of the model for a batch, and its loss. */
  async measure(batch: Batch): Promise<{ output: Numbers; loss: number }> {
    const { output, loss } = this.#ops.tidy(() => this.#forward(batch));
    const [numbers, { values }] = await this.#receive([output, loss]);
    return { output: numbers, loss: values[0] };
  }

  /** Output and attention of the model for a batch. @param past weights of an earlier step, in the place of those at present */
  async predict(batch: Batch, past?: ParameterValues): Promise<Result> {
    const others = past && new ParameterSet(this.#ops, this.#model.parameters, past);
    const { tensors } = others ?? this.#parameters;
    const { output, attention } = this.#ops.tidy(() => {
      return { ...this.#model.forward(this.#ops, tensors, batch, true) };
    });
    others?.dispose();
    const names = Object.keys(attention);
    const [numbers, ...weights] = await this.#receive([output, ...Object.values(attention)]);
    return { output: numbers, attention: Object.fromEntries(names.map((name, i) => [name, weights[i]])) };
  }

  /** The weights at present. */
  weights(): Promise<ParameterValues> {
    return this.#parameters.download();
  }

  /** State that training needs to go on from here. */
  async download(): Promise<State> {
    const { steps } = this;
    const moments = (await this.#ops.download(this.#adam.moments)) as Float32Array;
    return { step: steps, values: await this.#parameters.download(), moments: steps > 0 ? moments : null };
  }

  dispose(): void {
    for (const loss of this.#pending) loss.dispose();
    this.#parameters.dispose();
    this.#adam.dispose();
  }

  #forward(batch: Batch): { output: Tensor; loss: Tensor } {
    const { output } = this.#model.forward(this.#ops, this.#parameters.tensors, batch, false);
    return { output, loss: this.#model.loss(this.#ops, output, batch) };
  }

  /** The values of tensors, which end, also where they cannot be read. */
  async #receive(tensors: readonly Tensor[]): Promise<Numbers[]> {
    try {
      const all = await Promise.all(tensors.map((tensor) => this.#ops.download(tensor)));
      return all.map((values, i) => ({ shape: tensors[i].shape, values: values as Float32Array }));
    } finally {
      for (const tensor of tensors) tensor.dispose();
    }
  }
}
