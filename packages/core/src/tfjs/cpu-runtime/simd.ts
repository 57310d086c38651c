import type { Activation, AdamStep, AdditiveInputs, CpuRuntime, StridedMatrix } from './cpu-runtime.js';
import { simdModule } from './simd-module.js';

/** Exports of `wasm/kernels.ts`. Addresses and steps are in bytes. */
type Loops = Readonly<Record<string, (...args: (number | boolean)[]) => void>>;

/** The memory below is the module's own. */
const FIRST = 65536 / 4;
const PAGE = 65536;

/** The runtime on WebAssembly with SIMD. */
export class SimdRuntime implements CpuRuntime {
  readonly kind = 'simd';
  readonly #memory: WebAssembly.Memory;
  readonly #loops: Loops;
  #floats: Float32Array;
  #used = FIRST;

  /** Null where WebAssembly or its SIMD is missing, or the page's policy does not allow it (no 'wasm-unsafe-eval'). */
  static async start(): Promise<SimdRuntime | null> {
    try {
      const bytes = Uint8Array.from(atob(simdModule), (letter) => letter.charCodeAt(0));
      const { instance } = await WebAssembly.instantiate(bytes);
      return new SimdRuntime(instance);
    } catch {
      return null;
    }
  }

  private constructor({ exports }: WebAssembly.Instance) {
    this.#memory = exports.memory as WebAssembly.Memory;
    this.#loops = exports as unknown as Loops;
    this.#floats = new Float32Array(this.#memory.buffer);
  }

  get floats(): Float32Array {
    return this.#floats;
  }

  begin(): void {
    this.#used = FIRST;
  }

  alloc(count: number): number {
    const at = this.#used;
    // Whole vectors.
    this.#used += (count + 3) & ~3;
    const missing = 4 * this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) {
      // As much again at once: what is grown is copied, and views of it have to be made anew.
      const atOnce = Math.max(missing, Math.min(this.#memory.buffer.byteLength, 2 ** 26));
      this.#memory.grow(Math.ceil(atOnce / PAGE));
      this.#floats = new Float32Array(this.#memory.buffer);
    }
    return at;
  }

  multiply(
    m: number,
    n: number,
    k: number,
    a: StridedMatrix,
    b: StridedMatrix,
    c: number,
    cRow: number,
    scale: number,
    add: boolean,
  ): void {
    const A = [4 * a.at, 4 * a.row, 4 * a.column] as const;
    const B = [4 * b.at, 4 * b.row, 4 * b.column] as const;
    this.#loops.multiply(m, n, k, ...A, ...B, 4 * c, 4 * cRow, scale, add);
  }

  softmax(at: number, rows: number, columns: number, stride: number, scale: number): void {
    this.#loops.softmax(4 * at, rows, columns, 4 * stride, scale);
  }

  softmaxGradient(p: number, upstream: number, rows: number, columns: number, stride: number, scale: number): void {
    this.#loops.softmaxGradient(4 * p, 4 * upstream, rows, columns, 4 * stride, scale);
  }

  addRow(at: number, row: number, rows: number, columns: number): void {
    this.#loops.addRow(4 * at, 4 * row, rows, columns);
  }

  addColumnSums(sums: number, at: number, rows: number, columns: number): void {
    this.#loops.addColumnSums(4 * sums, 4 * at, rows, columns);
  }

  activate(activation: Activation, at: number, count: number): void {
    this.#loops[activation](4 * at, count);
  }

  activateGradient(activation: Activation, y: number, g: number, count: number): void {
    this.#loops[`${activation}Gradient`](4 * y, 4 * g, count);
  }

  additive(
    scores: number,
    stride: number,
    query: number,
    key: number,
    v: number,
    queries: number,
    keys: number,
    width: number,
  ): void {
    this.#loops.additive(4 * scores, 4 * stride, 4 * query, 4 * key, 4 * v, queries, keys, width);
  }

  additiveGradient(
    upstream: number,
    stride: number,
    inputs: AdditiveInputs,
    gradients: AdditiveInputs,
    queries: number,
    keys: number,
    width: number,
  ): void {
    const at = [inputs.query, inputs.key, inputs.v, gradients.query, gradients.key, gradients.v].map((one) => 4 * one);
    this.#loops.additiveGradient(4 * upstream, 4 * stride, ...at, queries, keys, width);
  }

  adam(p: number, g: number, m: number, v: number, count: number, step: AdamStep): void {
    const { beta1, beta2, epsilon, rate, correction } = step;
    const rests = [1 - beta1, 1 - beta2] as const;
    this.#loops.adam(4 * p, 4 * g, 4 * m, 4 * v, count, beta1, beta2, ...rests, epsilon, rate, correction);
  }
}
