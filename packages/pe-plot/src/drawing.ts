import type { Matrix } from '@attn-elements/core/color';
import type { AxisRange, LineValues } from '@attn-elements/core/element';
import type { Kind } from './settings.js';
import type { PlotSentence } from './strings.js';

/** One side of a plot. Of a matrix the ends of its domain are the outer edges of the first and the last cell. */
export interface AxisSpec extends AxisRange {
  readonly title: string;
}

/** Values of a part of a figure: rows and columns of numbers that are read one by one, listed and saved. */
export interface Reading {
  readonly rows: number;
  readonly columns: number;
  readonly rowTitle: string;
  readonly columnTitle: string;
  rowName(row: number): string;
  columnName(column: number): string;
  value(row: number, column: number): number;
  /** Formula of a value; null where there is none. */
  formula(row: number, column: number): string | null;
}

/** A line through the values of a row of the reading. */
export interface PlotLine extends LineValues {
  readonly row: number;
  readonly name: string;
}

export interface LinesContent {
  readonly type: 'lines';
  readonly lines: readonly PlotLine[];
  /** A plot each, small, instead of one for all. */
  readonly apart: boolean;
  /** Between which values a line's own lie. */
  readonly band: { readonly low: LineValues; readonly high: LineValues } | null;
  /** A value to hold the lines to, and how far chance alone strays from it. */
  readonly reference: { readonly value: number; readonly spread: number; readonly text: string } | null;
}

export interface MatrixContent {
  readonly type: 'matrix';
  readonly matrix: Matrix;
  /** Whether values have a sign, which decides the colours. */
  readonly isSigned: boolean;
  /** Tiles that it is made of, side by side; none unless given. */
  readonly tiles?: { readonly rows: number; readonly columns: number };
}

/** Pairs of columns as clocks: the hands are a query and a key. */
export interface TurnsContent {
  readonly type: 'turns';
  readonly pairs: readonly { readonly pair: number; readonly frequency: number }[];
}

/** One encoding, or one head of it, as it is drawn: a reading, and the plots that show it. */
export interface Facet {
  readonly kind: Kind;
  /** Title that tells it from the others of the figure. */
  readonly title: string;
  readonly reading: Reading;
  readonly content: LinesContent | MatrixContent | TurnsContent;
  readonly x: AxisSpec & {
    /** Numbers at the columns of the reading. */
    readonly first: number;
    readonly step: number;
  };
  readonly y: AxisSpec;
  /** From which number on positions are beyond what a model was trained with; null where nothing is said of it. */
  readonly trained: { readonly x: number | null; readonly y: number | null } | null;
  /** Sentences about it. */
  readonly notes: readonly string[];
  /** Sentence that facets side by side share but for a number; absent where there is none. */
  readonly counted?: CountedNote;
}

/** Note with one number of a facet's own: of several facets one sentence lists them all. */
export interface CountedNote {
  readonly count: number;
  readonly details: Readonly<Record<string, number>>;
  /** Names of the sentences of one facet, and of several. */
  readonly alone: PlotSentence;
  readonly together: PlotSentence;
}
