import type { PaddingOf } from './padding.js';
import type { Remark } from './remark.js';
import type { SideSegments } from './segments.js';
import type { SideTokens } from './token-lists.js';
import type { ValuesOf } from './values.js';

/** Kinds of the numbers: attention weights (after the softmax), scores (before it), and values that are neither, such as gates. */
export const sourceKinds = ['weights', 'scores', 'values'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Kind that a file names in its metadata; weights where it names none. */
export const kindIn = (metadata: ReadonlyMap<string, string>): SourceKind =>
  sourceKinds.find((kind) => kind === metadata.get('kind')) ?? 'weights';

/**
 * Attention as the views read it: one matrix at a time, so that nothing above assumes that the whole file is in memory.
 * Layers and heads count from 0; layers may differ in their size and in their number of heads, which is 0 where a model
 * has no attention.
 */
export interface TensorSource {
  readonly kind: SourceKind;
  /** Number of layers (rows of the grid). */
  readonly layers: number;
  /** Number of heads of a layer. */
  heads(layer: number): number;
  /** Size of a layer's matrices. */
  shape(layer: number): readonly [queries: number, keys: number];
  /** Tokens at the queries, null where the file names none; where layers differ in their size, those of the first. */
  readonly queryTokens: readonly string[] | null;
  /** Tokens at the keys, null where the file names none; where layers differ in their size, those of the longest. */
  readonly keyTokens: readonly string[] | null;
  /** Description that the file holds; null without one. */
  readonly description: string | null;
  /** Whether the file stores single cells: the others are NaN, and neither 0 nor masked. */
  readonly isSparse?: boolean;
  /** Whether it is of a rule alone, who may attend to whom, and holds 1 where a key may be attended. */
  readonly isRule?: boolean;
  /** Suppositions and omissions made when the file was read; with every head that is read there may be more. */
  readonly remarks?: readonly Remark[];
  /** Value vectors [keys, width] of one head, which its weights are to sum; absent where there are none. Rejects with `wrong-shape`. */
  readonly values?: ValuesOf;
  /** Keys of a layer that are padding, and which array says so; absent where none does. */
  readonly padding?: PaddingOf;
  /** Whether each cell stands for several, whose rows sum to nothing that a model has. */
  readonly isOverview?: boolean;
  /** The same attention ever smaller, the largest first, where a file keeps it so: maps that outgrow what can be shown at once. */
  readonly smaller?: readonly SmallerSource[];
  /** The largest of it and its smaller ones that can be read at once. @param heads how many are read, by their layer */
  atOnce?(heads: ReadonlyMap<number, number>): TensorSource;
  /**
   * Values of a part of one head, as `slice` gives all of them, where the rest need not be read for it; absent where it must.
   * @param queries from one to before another
   * @param keys from one to before another
   */
  window?(
    layer: number,
    head: number,
    queries: readonly [from: number, end: number],
    keys: readonly [from: number, end: number],
    signal?: AbortSignal,
  ): Promise<Float32Array>;
  /** Tokens of one layer, where layers differ in their size. */
  layerTokens?(layer: number): SideTokens;
  /** Segments of a layer's sequences; absent where the file names none. */
  segments?(layer: number): SideSegments;
  /** Address of the picture whose patches stand among the tokens, where another element gives both. */
  readonly picture?: string | null;
  /**
   * Row-major [queries, keys] values of one head as float32. A value that the file's mask forbids is −Infinity;
   * NaN stays NaN. The array may be a view of the file: it must not be written to.
   * @throws {AttnError} `no-head`, or what reading further bytes of the file throws.
   */
  slice(layer: number, head: number, signal?: AbortSignal): Promise<Float32Array>;
}

/** Attention of which each cell stands for several. */
export interface SmallerSource extends TensorSource {
  readonly whole: TensorSource;
  /** Queries and keys of the whole that a cell stands for: those at the end may be fewer. */
  readonly factors: readonly [queries: number, keys: number];
}

/** Tokens of one layer of a source: those whose number is that of its queries and keys. */
export function tokensOf(source: TensorSource, layer: number): SideTokens {
  if (source.layerTokens) return source.layerTokens(layer);
  return { query: source.queryTokens, key: source.keyTokens };
}
