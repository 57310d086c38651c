import type { Batch, Model, Numbers } from '../models/model.js';
import type { Example, Dataset, Result } from './dataset.js';

/** Rows of numbers that a model is to give back: all of them in every step, and none held back. */
export class ReconstructionDataset implements Dataset {
  readonly model: Model;
  readonly heldBack: readonly Batch[] = [];
  readonly examples = 1;
  readonly #x: Numbers;

  constructor(model: Model, x: Numbers) {
    this.model = model;
    this.#x = x;
  }

  batch(): Batch {
    return { x: this.#x };
  }

  /** The map of every layer: rows of the input by units of the layer. */
  async example(_choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example> {
    const { attention } = await run(this.batch());
    const layers = Object.values(attention);
    const [rows, units] = layers[0].shape;
    const values = new Float32Array(layers.length * rows * units);
    for (const [i, layer] of layers.entries()) values.set(layer.values, i * rows * units);
    const map = { name: 'map', shape: [layers.length, 1, rows, units] as const, values };
    return {
      input: [],
      picture: null,
      prediction: [],
      target: null,
      attention: [{ ...map, queryTokens: null, keyTokens: null }],
    };
  }
}
