import {
  type ColorScale,
  fitScale,
  type Matrix,
  normalized,
  type ScaleOptions,
  sharedExtent,
} from '@attn-elements/core/color';
import { extentOf, meanWeight } from '@attn-elements/core/math';
import type { TextChoice } from './choices.js';
import type { TextComposition, Level, TextSide } from './model.js';

/** Weights of the words of a text at present. */
export interface Shading {
  /** The text that is shaded. */
  readonly side: TextSide;
  /** Whether the values are the mean over all queries. */
  readonly isMean: boolean;
  readonly values: Float32Array;
  /** The same as they are shaded: normalized, where the author wants that. */
  readonly colored: Float32Array;
  readonly scale: ColorScale;
}

export interface ShadingOptions {
  readonly level: Level;
  readonly scale: ScaleOptions;
  /** Lowest and highest value of the elements that share the scale. */
  readonly shared: readonly [number, number] | null;
}

/** The weights of what is chosen; of no choice, the mean over all queries. */
export function shade(composition: TextComposition, choice: TextChoice | null, options: ShadingOptions): Shading {
  const { shown, colored, arrangement } = composition;
  if (arrangement === 'document') {
    const values = levelValues(composition, options.level);
    const { values: divided } = normalized({ rows: 1, columns: values.length, values }, options.scale);
    return { side: 'key', isMean: false, ...scaled(values, divided, options) };
  }
  const { side, isMean, of } = lookedAt(shown, choice);
  const values = of(shown);
  return { side, isMean, ...scaled(values, colored === shown ? values : of(colored), options) };
}

/** Where in a matrix [queries, keys] the weights of a choice are. */
function lookedAt({ rows, columns }: Matrix, choice: TextChoice | null) {
  if (choice?.side === 'key' && rows > 1) {
    const of = ({ values }: Matrix) =>
      Float32Array.from({ length: rows }, (_, row) => values[row * columns + choice.word]);
    return { side: 'query', isMean: false, of } as const;
  }
  const row = choice?.side === 'query' ? choice.word : rows === 1 ? 0 : -1;
  if (row < 0) return { side: 'key', isMean: true, of: meanOfRows } as const;
  const of = ({ values }: Matrix) => values.subarray(row * columns, (row + 1) * columns);
  return { side: 'key', isMean: false, of } as const;
}

function levelValues({ sentences, wordWeights, shown }: TextComposition, level: Level): Float32Array {
  if (level === 'both') return shown.values;
  if (level === 'word') return wordWeights!;
  const values = new Float32Array(shown.values.length);
  for (const { weight, first, end } of sentences!) values.fill(weight, first, end);
  return values;
}

function meanOfRows({ rows, columns, values }: Matrix): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) =>
    meanWeight(rows, (row) => values[row * columns + column]),
  );
}

function scaled(
  values: Float32Array,
  colored: Float32Array,
  { scale, shared }: ShadingOptions,
): Pick<Shading, 'values' | 'colored' | 'scale'> {
  const reach = sharedExtent(extentOf(colored), shared);
  return { values, colored, scale: fitScale(scale, reach.low < 0, reach) };
}
