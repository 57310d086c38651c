import type { RotaryLayout, RotaryScalingKind, SimilarityKind } from '@attn-elements/core/math';

export const kinds = ['sinusoidal', 'sinusoidal-2d', 'learned', 'rotary', 'alibi', 't5'] as const;
/** A way to tell a model where a token stands. */
export type Kind = (typeof kinds)[number];

export const viewNames = [
  'curves',
  'heatmap',
  'similarity',
  'kernel',
  'wavelengths',
  'rotation',
  'bias',
  'spectrum',
] as const;
/** A way to look at an encoding. */
export type ViewName = (typeof viewNames)[number];

/** What an encoding is computed from. */
export interface Settings {
  /** Number of positions. */
  readonly length: number;
  /** Columns of a table of encodings. */
  readonly width: number;
  /** Rows and columns of the grid of `sinusoidal-2d`. */
  readonly rows: number;
  readonly columns: number;
  readonly base: number;
  readonly scaling: RotaryScalingKind;
  readonly factor: number;
  readonly pairing: RotaryLayout;
  readonly heads: number;
  readonly buckets: number;
  readonly maxDistance: number;
  readonly bidirectional: boolean;
  readonly similarity: SimilarityKind;
  /** Positions that a model was trained with; null where nothing is said of it. */
  readonly trained: number | null;
}

/** What it is unless an author says otherwise. */
export const defaults: Settings = {
  length: 128,
  width: 32,
  rows: 16,
  columns: 16,
  base: 10_000,
  scaling: 'none',
  factor: 4,
  pairing: 'interleaved',
  heads: 8,
  buckets: 32,
  maxDistance: 128,
  bidirectional: false,
  similarity: 'cosine',
  trained: null,
};

/** Settings that readers can change. */
export type Parameter = Exclude<keyof Settings, 'pairing' | 'similarity' | 'trained'>;

/** Which settings each kind is computed from, in the order in which readers are given them. */
export const parameters: Readonly<Record<Kind, readonly Parameter[]>> = {
  sinusoidal: ['length', 'width', 'base'],
  'sinusoidal-2d': ['rows', 'columns', 'width', 'base'],
  learned: [],
  rotary: ['length', 'width', 'base', 'scaling', 'factor'],
  alibi: ['length', 'heads', 'bidirectional'],
  t5: ['length', 'buckets', 'maxDistance', 'bidirectional'],
};
