import type { Operations, Tensor } from '../engine/operations.js';

/** Numbers with a shape, row by row: whole ones are ids, labels and masks. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Batch of one step, by the names that its model asks for. */
export type Batch = Readonly<Record<string, Numbers>>;

/** Initial values of a parameter, before training. */
export type Initializer =
  | { readonly kind: 'zeros' | 'ones' }
  /** Up to `most` either way. */
  | { readonly kind: 'uniform'; readonly most: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'values'; readonly values: Float32Array };

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Whether training leaves it as it is: a table of sines. */
  readonly isFrozen?: boolean;
}

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;
export type ParameterTensors = Readonly<Record<string, Tensor>>;

/** Result of a forward pass. */
export interface Forward {
  /** Logits [..., classes], or a reconstruction. */
  readonly output: Tensor;
  /** Attention weights by name, `<kind>.<layer>`; empty unless they were asked for. */
  readonly attention: Readonly<Record<string, Tensor>>;
}

/** A model: its parameters, and how it computes with them. It keeps no state. */
export interface Model {
  readonly parameters: ParameterSpecs;
  /** Parameters whose rows stand for tokens, words or classes, each with the array of a batch that counts them. */
  readonly rows?: Readonly<Record<string, string>>;
  forward(ops: Operations, parameters: ParameterTensors, batch: Batch, withWeights: boolean): Forward;
  /** Loss: a scalar. */
  loss(ops: Operations, output: Tensor, batch: Batch): Tensor;
}

/** The label of what does not count. */
export const IGNORED = -1;

export function tensorOf(ops: Operations, { shape, values }: Numbers): Tensor {
  return ops.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
}

/** The mean cross entropy of logits and `labels`, without those that are {@link IGNORED}. */
export function crossEntropy(ops: Operations, logits: Tensor, { labels }: Batch): Tensor {
  return ops.softmaxCrossEntropy(logits, tensorOf(ops, labels), { ignore: IGNORED });
}
