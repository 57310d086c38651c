import type { Operations, Tensor } from '../engine/operations.js';
import type { Batch, Model, Numbers } from '../models/model.js';
import { ParameterSet, type ParameterValues } from '../trainer/parameter-set.js';
import { notingOperations } from './noting-operations.js';

/** A model as it is, or was, with these weights: computed anew where somebody looks, and kept nowhere. */
export class ModelView {
  readonly #ops: Operations;
  readonly #model: Model;
  readonly #values: ParameterValues;

  constructor(ops: Operations, model: Model, values: ParameterValues) {
    this.#ops = ops;
    this.#model = model;
    this.#values = values;
  }

  weight(name: string): Numbers | null {
    const values = this.#values.get(name);
    return values ? { shape: this.#model.parameters[name].shape, values } : null;
  }

  /** Gradient of the loss of a batch with respect to a parameter that is learned; null of any other. */
  gradient(name: string, batch: Batch): Promise<Numbers | null> {
    return this.#on((parameters) => {
      const { tensors } = parameters;
      if (!tensors[name]?.trainable) return null;
      const forward = () => this.#model.forward(this.#ops, tensors, batch, false);
      const { loss, gradients } = this.#ops.lossGradients(
        () => this.#model.loss(this.#ops, forward().output, batch),
        [tensors[name]],
      );
      loss.dispose();
      return gradients[0];
    });
  }

  /** Output of a module for a batch; null where the model has none of that name. */
  activation(name: string, batch: Batch): Promise<Numbers | null> {
    return this.#on(({ tensors }) => {
      const all = this.#ops.tidy(() => {
        const found: Tensor[] = [];
        const noting = notingOperations(this.#ops, tensors, (noted, tensor) => {
          if (noted === name) found.push(tensor);
        });
        this.#model.forward(noting, tensors, batch, true);
        return found;
      });
      return all[0] ?? null;
    });
  }

  /** Logits, or a reconstruction, of a batch. */
  async output(batch: Batch): Promise<Numbers> {
    const output = await this.#on(({ tensors }) =>
      this.#ops.tidy(() => this.#model.forward(this.#ops, tensors, batch, false).output),
    );
    return output!;
  }

  async #on(compute: (parameters: ParameterSet) => Tensor | null): Promise<Numbers | null> {
    const parameters = new ParameterSet(this.#ops, this.#model.parameters, this.#values);
    let tensor: Tensor | null = null;
    try {
      tensor = compute(parameters);
      if (!tensor) return null;
      return { shape: tensor.shape, values: (await this.#ops.download(tensor)) as Float32Array };
    } finally {
      tensor?.dispose();
      parameters.dispose();
    }
  }
}
