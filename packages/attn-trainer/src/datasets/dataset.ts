import type { Note } from '../corpus/notes.js';
import type { Batch, Model, Numbers } from '../models/model.js';

/** Attention weights of one example, as `<attn-heatmap>` takes them. */
export interface AttentionMap {
  /** Kind of the attention: `self`, `encoder`, `decoder`, `cross`, `word`, `sentence`, `image`, `map`. */
  readonly name: string;
  /** [layers, heads, queries, keys] */
  readonly shape: readonly [layers: number, heads: number, queries: number, keys: number];
  readonly values: Float32Array;
  readonly queryTokens: readonly string[] | null;
  readonly keyTokens: readonly string[] | null;
}

/** A picture: [height, width, channels], from 0 up to 1. */
export interface ExamplePicture {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly values: Float32Array;
}

/** One thing put to the model, with what it makes of it. */
export interface Example {
  /** Words or letters of the input; a picture has none. */
  readonly input: readonly string[];
  readonly picture: ExamplePicture | null;
  /** Prediction of the model, and target where that is known; null at places that ask for nothing. */
  readonly prediction: readonly (string | null)[];
  readonly target: readonly (string | null)[] | null;
  readonly attention: readonly AttentionMap[];
}

/** Output and attention of the model for a batch, read back. */
export interface Result {
  readonly output: Numbers;
  readonly attention: Readonly<Record<string, Numbers>>;
}

/** Dataset of one run: a model, its batches, and how a person reads them. */
export interface Dataset {
  readonly model: Model;
  /** Batch of the training step of this number, from 0: always the same. */
  batch(step: number): Batch;
  /** Items that are learned from, where they are so many and no more: an epoch is one pass over them. */
  readonly items?: number;
  /** Batches that are never learned from. */
  readonly heldBack: readonly Batch[];
  /** The share of right answers among what is held back that the commonest class alone would reach; null without classes. */
  readonly guess?: number | null;
  /** Notes on its data. */
  readonly notes?: readonly Note[];
  /**
   * The share of held-back answers that the model, run on a batch by `run`, writes right as a whole by itself; absent where an answer
   * is given at once. Where it is there, accuracy is of tokens each after the right ones before it.
   */
  written?(run: (batch: Batch) => Promise<Numbers>): Promise<number>;
  /** Texts of whole numbers in its batches, by the name of the array: letters, words, classes. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Examples that were held back and can be asked for by number. */
  readonly examples: number;
  /**
   * An example by its number, or what a reader wrote, put to the model by `run`. Throws `bad-option` where the text is not of
   * this task.
   */
  example(choice: number | string, run: (batch: Batch) => Promise<Result>): Promise<Example>;
}

/** The examples' number that is meant: they begin anew after the last. */
export const chosen = (choice: number, examples: number): number =>
  ((Math.trunc(choice) % examples) + examples) % examples || 0;

/** Weights of all layers of a kind, `<name>.0`, `<name>.1`, … [1, heads, queries, keys], of which only the first `queries` and `keys` count. */
export function stackedMap(
  { attention }: Result,
  name: string,
  queryTokens: readonly string[],
  keyTokens: readonly string[],
): AttentionMap {
  const layers: Numbers[] = [];
  while (attention[`${name}.${layers.length}`]) layers.push(attention[`${name}.${layers.length}`]);
  const heads = layers[0].shape[1];
  const [queries, keys] = [queryTokens.length, keyTokens.length];
  const values = new Float32Array(layers.length * heads * queries * keys);
  let at = 0;
  for (const { shape, values: all } of layers) {
    const [, , rows, columns] = shape;
    for (let head = 0; head < heads; head++) {
      for (let row = 0; row < queries; row++, at += keys) {
        const from = (head * rows + row) * columns;
        values.set(all.subarray(from, from + keys), at);
      }
    }
  }
  return { name, shape: [layers.length, heads, queries, keys], values, queryTokens, keyTokens };
}

/** The share of the commonest of these classes: what is right where it alone is answered. */
export function commonestShare(labels: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return labels.length > 0 ? Math.max(...counts.values()) / labels.length : null;
}

/** The index of the largest logit of each row. */
export function bestOf({ shape, values }: Numbers): Int32Array {
  const classes = shape[shape.length - 1];
  return Int32Array.from({ length: values.length / classes }, (_, row) => {
    let best = 0;
    for (let i = 1; i < classes; i++) if (values[row * classes + i] > values[row * classes + best]) best = i;
    return best;
  });
}
