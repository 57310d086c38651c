import type { Operations, Variable } from '../engine/operations.js';
import type { Initializer, ParameterSpecs } from '../models/model.js';
import { Random } from './random.js';

/** Values of parameters by name, on no device. */
export type ParameterValues = ReadonlyMap<string, Float32Array>;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** The values that parameters begin with; the same for the same seed, whatever other parameters there are. */
export function initialValues(specs: ParameterSpecs, seed: number): Map<string, Float32Array> {
  return new Map(
    Object.entries(specs).map(([name, { shape, initializer }]) => {
      return [name, drawn(initializer, sizeOf(shape), new Random(seed, 'parameter', name))];
    }),
  );
}

function drawn(initializer: Initializer, size: number, random: Random): Float32Array {
  switch (initializer.kind) {
    case 'zeros':
      return new Float32Array(size);
    case 'ones':
      return new Float32Array(size).fill(1);
    case 'uniform':
      return Float32Array.from({ length: size }, () => random.between(-initializer.most, initializer.most));
    case 'normal':
      return Float32Array.from({ length: size }, () => initializer.deviation * random.normal());
    case 'values':
      return initializer.values.slice();
  }
}

/** The parameters of a model on the engine. */
export class ParameterSet {
  readonly tensors: Readonly<Record<string, Variable>>;
  /** Parameters that training changes. */
  readonly learned: readonly Variable[];
  readonly #ops: Operations;

  constructor(ops: Operations, specs: ParameterSpecs, values: ParameterValues) {
    this.#ops = ops;
    this.tensors = Object.fromEntries(
      Object.entries(specs).map(([name, { shape, isFrozen }]) => {
        const initial = () => ops.tensor(values.get(name)!, [...shape], 'float32');
        return [name, ops.tidy(() => ops.variable(initial(), !isFrozen))];
      }),
    );
    this.learned = Object.values(this.tensors).filter(({ trainable }) => trainable);
  }

  /** All values. Rejects with `context-lost`. */
  async download(): Promise<Map<string, Float32Array>> {
    const values = new Map<string, Float32Array>();
    for (const [name, tensor] of Object.entries(this.tensors)) {
      values.set(name, (await this.#ops.download(tensor)) as Float32Array);
    }
    return values;
  }

  dispose(): void {
    for (const tensor of Object.values(this.tensors)) tensor.dispose();
  }
}
