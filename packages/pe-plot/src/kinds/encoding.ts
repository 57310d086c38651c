import type { Dense, NeighbourSimilarity } from '@attn-elements/core/math';
import type { Added } from './added.js';
import type { BiasSides, Kind, PlotSettings, ViewName } from '../settings.js';

/** A number for each distance, one line a head or one for all. */
export interface Kernel {
  readonly lines: readonly { readonly head: number | null; readonly values: Float32Array }[];
  /** Distance of the first value, and from one value to the next. */
  readonly first: number;
  readonly step: number;
  /** Lowest and highest value at each distance, where not all positions agree. */
  readonly band: { readonly low: Float32Array; readonly high: Float32Array } | null;
  readonly unit: 'cosine' | 'dot' | 'bias' | 'bucket';
  /** Formula of the value at a distance. */
  formula(distance: number, head: number | null): string;
}

/** A number for each two positions, of every `step`-th position where there are too many. */
export interface Pairs {
  readonly count: number;
  readonly step: number;
  /** One matrix [count, count], row-major, for all or for each head. */
  readonly matrices: readonly { readonly head: number | null; readonly values: Float32Array }[];
  readonly unit: Kernel['unit'];
  formula(query: number, key: number, head: number | null): string;
}

/** Sums over a grid: for two-dimensional encodings, by the distance in rows and in columns. */
export interface GridKernel {
  readonly rows: number;
  readonly columns: number;
  /** [2 rows − 1, 2 columns − 1]; no distance at all lies in the middle. */
  readonly values: Float32Array;
  formula(rowDistance: number, columnDistance: number): string;
}

/** How alike each two cells of a grid are, a tile for each cell. */
export interface GridTiles {
  readonly rows: number;
  readonly columns: number;
  /** [rows · rows, columns · columns]: what the cell (r, c) has in common with (s, d) stands at r · rows + s, c · columns + d. */
  readonly values: Float32Array;
  formula(row: number, column: number): string;
}

export type WaveState = 'unscaled' | 'scaled' | 'paper' | 'tensor2tensor' | 'plainPaper';

/** Positions until each pair of columns repeats. */
export interface Waves {
  /** Before scaling, and where there is any as models scale them, and as the paper does where that is different. */
  readonly lines: readonly { readonly state: WaveState; readonly values: Float64Array }[];
  formula(pair: number, state: WaveState): string;
}

/** Whether the order of a learned table's rows means something, and how often its columns change. */
export interface Structure {
  readonly neighbours: NeighbourSimilarity;
  readonly spectrum: Float32Array;
  /** Standard deviation of the spectrum of rows in no order, around 1. */
  readonly noise: number;
}

export interface PlotRemark {
  readonly name:
    | 'attentionFactor'
    | 'partOfHead'
    | 'paperDiffers'
    | 'modelLength'
    | 'tokensApart'
    | 'biasesTurned'
    | 'biasesSupposed'
    | 'longestWave';
  readonly details: Readonly<Record<string, number | string>>;
}

/** A table out of a file, and how its kind is made: that is loaded with it. */
export interface LearnedTable extends Dense<Float32Array> {
  /** Order of the axes of T5's biases, by the table's name; null where the name does not tell. */
  readonly sides: BiasSides | null;
  encoding(settings: PlotSettings): Encoding;
}

/**
 * An encoding, and what can be asked of it: what is null makes no sense for its kind. Everything is computed when it is asked
 * for the first time.
 */
export interface Encoding {
  readonly kind: Kind;
  /** Variant among encodings of its kind: `linear` scaling, the file of a table. */
  readonly variant: string;
  readonly length: number;
  readonly width: number;
  /** Positions that a model was trained with. */
  readonly trained: number | null;
  readonly views: readonly ViewName[];
  /** [positions, width] */
  table?(): Dense<Float32Array>;
  /** Inputs with it added, where there are any. */
  added?(): Added;
  /** Formula of the value of a table's cell. */
  term?(position: number, column: number): string;
  /** Name of a column, in place of PE0, PE1, …. */
  columnName?(column: number): string;
  /** Name of a position, in place of its number. */
  positionName?(position: number): string;
  pairs?(): Pairs;
  kernel?(): Kernel;
  gridKernel?(): GridKernel;
  tiles?(): GridTiles;
  waves?(): Waves;
  /** Radians that each pair of columns turns from one position to the next. */
  frequencies?(): Float64Array;
  structure?(): Structure;
  /** Remarks under every view: a sentence's name, and what fills it. */
  readonly remarks?: readonly PlotRemark[];
}
