import type { Tensor } from '../../tensor.js';

/** Numbers in an engine's memory, row-major [rows, columns], float32. */
export interface Rows {
  readonly rows: number;
  readonly columns: number;
}

/** Weights of a linear map or a table of embeddings, [outputs, inputs], kept as the file stores them. */
export interface Matrix {
  readonly outputs: number;
  readonly inputs: number;
}

/** Part of a stored tensor that becomes a matrix, and how it is stored. */
export interface MatrixOptions {
  /** Whether it is stored [inputs, outputs], as GPT-2's Conv1D is. */
  readonly transposed?: boolean;
  /** Outputs that are taken, in their order, as ranges [from, end): a part of a fused matrix. All unless given. */
  readonly outputs?: readonly (readonly [from: number, end: number])[];
  /** One factor a stored row, of int8 rows: value = code × scale. */
  readonly scales?: Float32Array;
}

/** Activations by the names that `hidden_act` of configurations has for them. */
export type Activation = 'gelu' | 'gelu-tanh' | 'quick-gelu' | 'silu' | 'relu' | 'tanh';

/** How queries meet keys. */
export interface Attending {
  readonly heads: number;
  /** Heads of keys and values, of which each serves `heads / keyHeads` heads of queries (Ainslie et al. 2023). */
  readonly keyHeads: number;
  /** Width of a head. */
  readonly headWidth: number;
  /** Factor of q · k. */
  readonly scale: number;
  /** Scores become cap × tanh(score / cap); 0 for none. */
  readonly softcap?: number;
  /** Whether keys after the query are hidden. */
  readonly causal?: boolean;
  /** Position of the first query among the keys, where those before it are cached. */
  readonly offset?: number;
  /** Keys that a query sees of those up to itself, itself among them; 0 for all. */
  readonly window?: number;
  /** Added to scores: [heads × queries, keys]. */
  readonly bias?: Rows | null;
  /** One number a key: 0 hides it from all queries. */
  readonly visible?: Uint8Array | null;
}

/** Attention of all heads. */
export interface Attended {
  /** Weighted sums, [queries, heads × head width]. */
  readonly output: Rows;
  /** After the softmax, [heads × queries, keys]; a query that sees no key has a row of zeros. */
  readonly weights: Rows;
}

/** Heads of an attention that were replaced once it was computed. */
export interface HeadChanges {
  /** Heads whose weights were given. */
  readonly given: readonly number[];
  /** Heads whose sums were taken away. */
  readonly ablated: readonly { readonly head: number; readonly by: 'zero' | 'mean' }[];
}

/**
 * Operations of forward passes on memory of the engine's own. Whoever makes rows or matrices frees them. Nothing waits:
 * an engine works where nobody is held up by it, in a worker or in Node.
 */
export interface Engine {
  readonly name: string;
  /** Bytes held now. */
  readonly bytes: number;
  /** Weights as they are stored: float32, float16, bfloat16, or int8 with scales. Its bytes must be in memory. */
  matrix(stored: Tensor, options?: MatrixOptions): Matrix;
  /** Zeros unless values are given. */
  rows(rows: number, columns: number, values?: ArrayLike<number>): Rows;
  /** A copy of rows [from, end). */
  read(rows: Rows, from?: number, end?: number): Float32Array;
  /** Overwrites rows from one on. */
  write(rows: Rows, values: ArrayLike<number>, from?: number): void;
  free(...held: readonly (Rows | Matrix | null | undefined)[]): void;
  /** Rows of a table by their numbers: [ids, inputs]. */
  gather(table: Matrix, ids: ArrayLike<number>): Rows;
  /** Rows [from, end) as rows of their own. */
  take(x: Rows, from: number, end: number): Rows;
  /** x Wᵀ + b: [rows, outputs]. */
  linear(x: Rows, weight: Matrix, bias?: Rows | null): Rows;
  /** Ba et al. 2016. */
  layerNorm(x: Rows, weight: Rows, bias: Rows | null, epsilon: number): Rows;
  /** x / √(mean(x²) + epsilon) × weight (Zhang & Sennrich 2019), in groups of as many columns as the weight has: a group a head. */
  rmsNorm(x: Rows, weight: Rows, epsilon: number): Rows;
  /** In place. */
  activate(x: Rows, kind: Activation): void;
  /** x becomes x × y. */
  multiply(x: Rows, y: Rows): void;
  /** x becomes x + y; y of one row is added to all. */
  add(x: Rows, y: Rows): void;
  /** x becomes x × factor. */
  scale(x: Rows, factor: number): void;
  /** x becomes cap × tanh(x / cap). */
  cap(x: Rows, cap: number): void;
  /** Turns pairs (i, i + turning / 2) of each head's first `turning` columns, in place: tables are [rows, turning / 2] (Su et al. 2021). */
  rotate(x: Rows, heads: number, cosines: Rows, sines: Rows): void;
  /** Rows with others behind them, in the memory of the first where there is room: a cache of keys or values grows. */
  append(cache: Rows | null, more: Rows): Rows;
  /** Forgets rows from `count` on. */
  shorten(cache: Rows, count: number): void;
  attend(queries: Rows, keys: Rows, values: Rows, how: Attending): Attended;
  /** Tells an engine that keeps in mind how things came about which heads another hand has replaced. */
  replaced?(attended: Attended, changes: HeadChanges): void;
  /** Frees everything. */
  dispose(): void;
}
