/** What the numbers are: attention weights (after the softmax) or scores (before it). */
export type SourceKind = 'weights' | 'scores';

/**
 * Attention as the views read it: one matrix at a time, so that nothing above assumes that the whole file is in memory.
 * Layers and heads count from 0; layers may differ in their number of heads and in their size.
 */
export interface TensorSource {
  readonly kind: SourceKind;
  /** Number of layers (rows of the grid). */
  readonly layers: number;
  /** Number of heads of a layer. */
  heads(layer: number): number;
  /** Size of a layer's matrices. */
  shape(layer: number): readonly [queries: number, keys: number];
  /** Tokens at the queries, null where the file names none. */
  readonly queryTokens: readonly string[] | null;
  /** Tokens at the keys, null where the file names none. */
  readonly keyTokens: readonly string[] | null;
  /** What the file says of itself, null where it says nothing. */
  readonly description: string | null;
  /**
   * Row-major [queries, keys] values of one head as float32. A value that the file's mask forbids is −Infinity;
   * NaN stays NaN. The array may be a view of the file: it must not be written to.
   * @throws {AttnError} `no-head`, or what reading further bytes of the file throws.
   */
  slice(layer: number, head: number, signal?: AbortSignal): Promise<Float32Array>;
}
