import type {
  GridSide,
  RotaryLayout,
  RotaryScalingKind,
  SimilarityKind,
  SineOrder,
  WaveSpacing,
} from '@attn-elements/core/math';

export const kinds = ['sinusoidal', 'sinusoidal-2d', 'learned', 'rotary', 'alibi', 't5'] as const;
/** A way to tell a model where a token stands. */
export type Kind = (typeof kinds)[number];

export const viewNames = [
  'sum',
  'curves',
  'heatmap',
  'similarity',
  'tiles',
  'kernel',
  'wavelengths',
  'rotation',
  'angles',
  'bias',
  'spectrum',
] as const;
/** A way to look at an encoding. */
export type ViewName = (typeof viewNames)[number];

export const biasSides = ['buckets heads', 'heads buckets'] as const;
/** Order of the axes of a table of T5's biases. */
export type BiasSides = (typeof biasSides)[number];

/** A query and a key of one length. */
export type Vectors = readonly [query: readonly number[], key: readonly number[]];

/** Settings that an encoding is computed from. */
export interface PlotSettings {
  /** Number of positions. */
  readonly length: number;
  /** Columns of a table of encodings. */
  readonly dModel: number;
  /** Rows and columns of the grid of `sinusoidal-2d`, and of a learned table that `isGrid`. */
  readonly rows: number;
  readonly columns: number;
  /** Whether a learned table holds the cells of a grid of these: so the author says, or, where it is null, if it fits; it does not unless given. */
  readonly isGrid?: boolean | null;
  readonly base: number;
  /** Order of sines and cosines in `sinusoidal` and `sinusoidal-2d`. */
  readonly order: SineOrder;
  /** Spacing of their wavelengths. */
  readonly spacing: WaveSpacing;
  /** Whether the sides of a grid are 2π long, whatever its cells are. */
  readonly normalized: boolean;
  /** Number of the first position, or of the first cell of a side that is not normalized. */
  readonly start: number;
  /** Side of the grid that the first half of the columns encodes. */
  readonly first: GridSide;
  readonly scaling: RotaryScalingKind;
  readonly factor: number;
  readonly pairing: RotaryLayout;
  /** Parameters of `rotary` from a model's configuration, as text or as an object; null where there are none. */
  readonly rope: unknown;
  /** A query and a key that `rotary` turns, in the kernel; null of equal ones. */
  readonly vectors: Vectors | null;
  readonly heads: number;
  readonly buckets: number;
  /** Whether the author names that number. */
  readonly namesBuckets?: boolean;
  /** Order of the axes of a table of biases; null where `buckets`, or the table's name, is to tell. */
  readonly axes: BiasSides | null;
  readonly maxDistance: number;
  readonly bidirectional: boolean;
  readonly similarity: SimilarityKind;
  /** Positions that a model was trained with; null where nothing is said of it. */
  readonly trained: number | null;
}

/** Defaults of the settings. */
export const defaults: PlotSettings = {
  length: 128,
  dModel: 32,
  rows: 16,
  columns: 16,
  base: 10_000,
  order: 'interleaved',
  spacing: 'paper',
  normalized: false,
  start: 0,
  first: 'row',
  scaling: 'none',
  factor: 4,
  pairing: 'interleaved',
  rope: null,
  vectors: null,
  heads: 8,
  buckets: 32,
  axes: null,
  maxDistance: 128,
  bidirectional: false,
  similarity: 'cosine',
  trained: null,
};

/** Settings that readers can change. */
export type Parameter = Exclude<
  keyof PlotSettings,
  | 'order'
  | 'spacing'
  | 'normalized'
  | 'start'
  | 'first'
  | 'pairing'
  | 'rope'
  | 'vectors'
  | 'axes'
  | 'isGrid'
  | 'namesBuckets'
  | 'similarity'
  | 'trained'
>;

/** Settings that each kind is computed from, in the order in which readers are given them. */
export const parameters: Readonly<Record<Kind, readonly Parameter[]>> = {
  sinusoidal: ['length', 'dModel', 'base'],
  'sinusoidal-2d': ['rows', 'columns', 'dModel', 'base'],
  learned: [],
  rotary: ['length', 'dModel', 'base', 'scaling', 'factor'],
  alibi: ['length', 'heads', 'bidirectional'],
  t5: ['length', 'buckets', 'maxDistance', 'bidirectional'],
};
