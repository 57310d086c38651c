import { reason } from '../../errors.js';
import { type Shape, type Tensor, wrongShape } from '../../tensor.js';
import type { LinearWeights, NormWeights } from '../architecture.js';
import type { Engine, Matrix, Rows } from '../engine/engine.js';

/** A tensor in memory as it is stored; int8 rows have a factor a row beside them. */
export interface StoredTensor {
  readonly tensor: Tensor;
  readonly scales?: Float32Array;
}

/** Where tensors come from. Rejects with what keeps them from being read. */
export interface TensorReader {
  read(name: string, signal?: AbortSignal): Promise<StoredTensor>;
}

export interface LinearInMemory {
  readonly weight: Matrix;
  readonly bias: Rows | null;
}

export interface NormInMemory {
  readonly weights: NormWeights;
  readonly weight: Rows;
  readonly bias: Rows | null;
}

/**
 * Weights in the memory of an engine, each read once, when it is first needed: tensors that several places share stand there
 * once. One that could not be read is asked for anew. Rejects with `wrong-shape` that names the tensor.
 */
export class WeightsInMemory {
  readonly #engine: Engine;
  readonly #reader: TensorReader;
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #held: (Matrix | Rows)[] = [];

  constructor(engine: Engine, reader: TensorReader) {
    this.#engine = engine;
    this.#reader = reader;
  }

  async linear(map: LinearWeights, signal?: AbortSignal): Promise<LinearInMemory> {
    const { weight, bias, inputs, outputs, transposed = false, part } = map;
    const all = part?.fused ?? outputs;
    const ranges = part?.ranges ?? [[0, outputs] as const];
    const places = ranges.join(' ');
    const [matrix, added] = await Promise.all([
      this.#once(`matrix ${weight} ${places}`, async () => {
        const { tensor, scales } = await this.#reader.read(weight, signal);
        const wanted = transposed ? [inputs, all] : [all, inputs];
        // A convolution over patches is a linear map of what lies within one.
        const isFlat =
          tensor.shape.length > 2 && !transposed && tensor.shape[0] === all && tensor.size === all * inputs;
        if (!isFlat) requireShape(weight, tensor.shape, wanted);
        return this.#hold(this.#engine.matrix(tensor, { transposed, outputs: part?.ranges, scales }));
      }),
      bias === null
        ? null
        : this.#once(`vector ${bias} ${places}`, async () => {
            const { tensor } = await this.#reader.read(bias, signal);
            if (tensor.size !== all) requireShape(bias, tensor.shape, [all]);
            const values = tensor.float32();
            const taken = ranges.flatMap(([from, end]) => [...values.subarray(from, end)]);
            return this.#hold(this.#engine.rows(1, outputs, taken));
          }),
    ]);
    return { weight: matrix, bias: added };
  }

  async norm(weights: NormWeights, signal?: AbortSignal): Promise<NormInMemory> {
    const { weight: name, bias, width, plusOne = false } = weights;
    const [weight, added] = await Promise.all([
      this.vector(name, width, signal, plusOne ? 1 : 0),
      bias === null ? null : this.vector(bias, width, signal),
    ]);
    return { weights, weight, bias: added };
  }

  /** A table [rows, width] of which rows are looked up. */
  table(name: string, rows: number, width: number, signal?: AbortSignal): Promise<Matrix> {
    // The same key as that of a linear map: a tied output is the table itself.
    return this.#once(`matrix ${name} 0,${rows}`, async () => {
      const { tensor, scales } = await this.#reader.read(name, signal);
      requireShape(name, tensor.shape, [rows, width]);
      return this.#hold(this.#engine.matrix(tensor, { scales }));
    });
  }

  vector(name: string, width: number, signal?: AbortSignal, more = 0): Promise<Rows> {
    return this.#once(`vector ${name} ${more}`, async () => {
      const { tensor } = await this.#reader.read(name, signal);
      if (tensor.size !== width) requireShape(name, tensor.shape, [width]);
      const values = more ? tensor.float32().map((value) => value + more) : tensor.float32();
      return this.#hold(this.#engine.rows(1, width, values));
    });
  }

  /** Values of a tensor of so many, for what is computed outside of the engine. */
  values(name: string, shape: Shape, signal?: AbortSignal): Promise<Float32Array> {
    return this.#once(`values ${name}`, async () => {
      const { tensor } = await this.#reader.read(name, signal);
      const size = shape.reduce((product, length) => product * length, 1);
      if (tensor.size !== size) requireShape(name, tensor.shape, shape);
      return tensor.float32();
    });
  }

  dispose(): void {
    this.#engine.free(...this.#held.splice(0));
    this.#kept.clear();
  }

  #once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key) as Promise<T> | undefined;
    if (kept) return kept;
    const made = make().catch((error: unknown) => {
      this.#kept.delete(key);
      throw error;
    });
    this.#kept.set(key, made);
    return made;
  }

  #hold<T extends Matrix | Rows>(held: T): T {
    this.#held.push(held);
    return held;
  }
}

function requireShape(name: string, shape: Shape, wanted: Shape): void {
  if (shape.length === wanted.length && shape.every((length, axis) => length === wanted[axis])) return;
  throw wrongShape(name, shape, reason`the configuration asks for [${wanted.join(', ')}]`);
}
