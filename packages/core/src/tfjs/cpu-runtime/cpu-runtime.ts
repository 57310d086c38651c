/** Activations that are computed from, and whose gradients need, only their own output. */
export type Activation = 'relu' | 'tanh' | 'sigmoid';

/** A matrix in a runtime's memory: where it begins, and the steps from one row and one column to the next, in floats. */
export interface StridedMatrix {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Memory and the inner loops over it. Kernels are written once against this and run on plain TypeScript, or, where the
 * page allows WebAssembly, on SIMD. All addresses are indices into `floats`.
 *
 * Memory is handed out by `alloc` and given back all at once by `begin`: a kernel begins, copies its inputs in, computes,
 * and copies its outputs out. What `alloc` gives is not zeroed.
 */
export interface CpuRuntime {
  readonly kind: 'plain' | 'simd';
  /** The memory. `alloc` may replace it by a larger one: read it after the last call of `alloc`. */
  readonly floats: Float32Array;
  begin(): void;
  alloc(count: number): number;
  /** c ← scale × a·b, or c + that; a [m, k], b [k, n], rows of c without gaps between columns. */
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
  ): void;
  /**
   * Each row x ← softmax(scale × x), rows `stride` apart. Cells of −Infinity get exactly 0; a row that has no others is all
   * 0.
   */
  softmax(at: number, rows: number, columns: number, stride: number, scale: number): void;
  /** Each row of `upstream` g ← scale × p ∘ (g − Σ p g): the gradient of `softmax` from its output p. */
  softmaxGradient(p: number, upstream: number, rows: number, columns: number, stride: number, scale: number): void;
  /** Adds a row to each of `rows` rows that lie without gaps. */
  addRow(at: number, row: number, rows: number, columns: number): void;
  /** sums ← sums + Σ of the rows. */
  addColumnSums(sums: number, at: number, rows: number, columns: number): void;
  activate(activation: Activation, at: number, count: number): void;
  /** g ← g × the derivative, from the activation's output y. */
  activateGradient(activation: Activation, y: number, g: number, count: number): void;
  /** scores[q, k] ← Σ v × tanh(query[q] + key[k]) over `width` hidden values; rows of scores `stride` apart. */
  additive(
    scores: number,
    stride: number,
    query: number,
    key: number,
    v: number,
    queries: number,
    keys: number,
    width: number,
  ): void;
  /** The gradients of `additive`, added to `query`, `key` and `v` of the gradient. */
  additiveGradient(
    upstream: number,
    stride: number,
    inputs: AdditiveInputs,
    gradients: AdditiveInputs,
    queries: number,
    keys: number,
    width: number,
  ): void;
  /** One step of Adam over `count` parameters p with gradients g and moments m and v, all in place. */
  adam(p: number, g: number, m: number, v: number, count: number, step: AdamStep): void;
}

/** Places of the projected queries, the projected keys and the vector of an additive score. */
export interface AdditiveInputs {
  readonly query: number;
  readonly key: number;
  readonly v: number;
}

export interface AdamStep {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** learning rate / (1 − beta1ᵗ) */
  readonly rate: number;
  /** 1 / √(1 − beta2ᵗ) */
  readonly correction: number;
}
