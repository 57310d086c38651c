import type { PlotScaleKind } from '@attn-elements/core/element';

/** A line of a chart over the steps of a run. */
export interface CurveLine {
  /** Name beside its values; empty of what is drawn and not read. */
  readonly name: string;
  /** Name at its end, where that is another. */
  readonly end?: string;
  readonly values: ArrayLike<number>;
  /** The step that a value is of, by its place; they grow. */
  readonly stepOf: (place: number) => number;
  /** Classes of its look: `curve`, `beside`, which is dashed, `raw`, which is faint, and `run` with its number. */
  readonly look: string;
}

/** A chart over the steps of a run. */
export interface Curve {
  readonly name: string;
  /** Sentence on all of it, and what is said of how it is drawn. */
  readonly summary: string;
  readonly notes: readonly string[];
  readonly lines: readonly CurveLine[];
  readonly kind: PlotScaleKind;
  /** The step that is looked at; null is the newest. */
  readonly marked: number | null;
  /** The last step of the axis, and the ends of that of values. */
  readonly last: number;
  readonly low: number;
  readonly high: number;
  readonly format: (value: number) => string;
  /** Whether it is of this run, whose steps can be looked at. */
  readonly isOwn: boolean;
  /** Whether each line has its name at its end. */
  readonly hasEnds: boolean;
}

/** The newest place of a line that is not after a step; −1 where there is none. */
export function placeAt({ values, stepOf }: CurveLine, step: number): number {
  let [low, high] = [-1, values.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (stepOf(middle) <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The last step that a line of a chart has come to. */
export const newestStep = ({ lines }: Curve): number =>
  lines.reduce((most, { values, stepOf }) => (values.length ? Math.max(most, stepOf(values.length - 1)) : most), 0);
