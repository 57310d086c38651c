import type { Operations, Tensor } from '../engine/operations.js';
import type { Batch, Model } from '../models/model.js';
import { notingOperations } from './noting-operations.js';

/** Kinds of tensors: what is learned, the gradient of the loss with respect to it, and what a module gives on. */
export const tensorKinds = ['weight', 'gradient', 'activation'] as const;
export type TensorKind = (typeof tensorKinds)[number];

/** Name of a tensor of a run, as in its PyTorch program. */
export interface TensorInfo {
  /**
   * Of a weight that of its parameter, `transformer.wte.weight`, under which it is saved; of its gradient the same and `.grad`; of an
   * activation that of the module whose output it is, `transformer.h.0.ln_1`, and of what PyTorch has no module for, that and what is
   * done with it: `transformer.h.0.mlp.c_fc.relu`.
   */
  readonly name: string;
  readonly kind: TensorKind;
  /** null of an activation, which is as long as its example. */
  readonly shape: readonly number[] | null;
}

/** Ending of the name of a gradient, as the field of a parameter in PyTorch. */
export const GRADIENT = '.grad';

/** Tensors of a model, in the order of its parameters and of its forward pass. @param batch any batch of it */
export function tensorList(model: Model, batch: Batch): readonly TensorInfo[] {
  const parameters = Object.entries(model.parameters);
  const weights = parameters.map(([name, { shape }]): TensorInfo => ({ name, kind: 'weight', shape }));
  const learned = parameters.filter(([, { isFrozen }]) => !isFrozen);
  const gradients = learned.map(([name, { shape }]): TensorInfo => {
    return { name: name + GRADIENT, kind: 'gradient', shape };
  });
  const activations = activationNames(model, batch).map(
    (name): TensorInfo => ({ name, kind: 'activation', shape: null }),
  );
  return [...weights, ...gradients, ...activations];
}

/** Names of activations: those of a forward pass in which nothing is computed. */
function activationNames(model: Model, batch: Batch): string[] {
  const names: string[] = [];
  const blank = () => ({ shape: [1, 1, 1, 1] }) as unknown as Tensor;
  const attended = () => ({ output: blank(), weights: blank() });
  const operations = {
    tensor: blank,
    add: blank,
    reshape: blank,
    embedding: blank,
    linear: blank,
    layerNorm: blank,
    convReluPool: blank,
    attentionPooling: () => [blank(), blank()],
    packedAttentionWithWeights: attended,
    attentionWithWeights: attended,
  } as unknown as Operations;
  const parameters = Object.fromEntries(Object.keys(model.parameters).map((name) => [name, blank()]));
  try {
    model.forward(
      notingOperations(operations, parameters, (name) => names.push(name)),
      parameters,
      batch,
      true,
    );
  } catch {
    // A model of one's own may compute what is not known here: its parameters can be looked at all the same.
  }
  return names;
}
