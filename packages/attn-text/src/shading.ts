import { autoDomain } from '@attn-elements/core/color';
import type { ShadeDomain } from '@attn-elements/core/element';
import { emptyExtent, extentOf, joinExtents, meanWeight } from '@attn-elements/core/math';
import type { TextChoice } from './choices.js';
import type { TextComposition, Level, TextSide } from './model.js';

/** Weights of the words of a text at present. */
export interface Shading {
  /** The text that is shaded. */
  readonly side: TextSide;
  /** Whether the values are the mean over all queries. */
  readonly isMean: boolean;
  readonly values: Float32Array;
  /** Values of the faintest and the strongest shade. */
  readonly domain: ShadeDomain;
}

export interface ShadingOptions {
  readonly level: Level;
  /** Domain that the author gives; null where the values decide. */
  readonly domain: readonly [number, number] | null;
  /** Lowest and highest value of the elements that share the scale. */
  readonly shared: readonly [number, number] | null;
}

/** The weights of what is chosen; of no choice, the mean over all queries. */
export function shade(composition: TextComposition, choice: TextChoice | null, options: ShadingOptions): Shading {
  const { shown, arrangement } = composition;
  const { rows, columns } = shown;
  if (arrangement === 'document')
    return { side: 'key', isMean: false, ...scaled(levelValues(composition, options.level), options) };
  if (choice?.side === 'key' && rows > 1) {
    const column = Float32Array.from({ length: rows }, (_, row) => shown.values[row * columns + choice.word]);
    return { side: 'query', isMean: false, ...scaled(column, options) };
  }
  const row = choice?.side === 'query' ? choice.word : rows === 1 ? 0 : -1;
  const values = row < 0 ? meanOfRows(composition) : shown.values.subarray(row * columns, (row + 1) * columns);
  return { side: 'key', isMean: row < 0, ...scaled(values, options) };
}

function levelValues({ sentences, wordWeights, shown }: TextComposition, level: Level): Float32Array {
  if (level === 'both') return shown.values;
  if (level === 'word') return wordWeights!;
  const values = new Float32Array(shown.values.length);
  for (const { weight, first, end } of sentences!) values.fill(weight, first, end);
  return values;
}

function meanOfRows({ shown: { rows, columns, values } }: TextComposition): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) =>
    meanWeight(rows, (row) => values[row * columns + column]),
  );
}

function scaled(values: Float32Array, { domain, shared }: ShadingOptions): Pick<Shading, 'values' | 'domain'> {
  const own = extentOf(values);
  const reach = shared ? joinExtents(own, { ...emptyExtent, low: shared[0], high: shared[1] }) : own;
  return { values, domain: domain ?? autoDomain('linear', reach.low < 0, reach) };
}
