import { autoDomain } from '@attn-elements/core/color';
import { emptyExtent, extentOf, joinExtents, MASKED_BELOW, meanWeight } from '@attn-elements/core/math';
import type { Choice } from './choices.js';
import type { Composition, Level, Side } from './model.js';

/** What each word of a text weighs now. */
export interface Shading {
  /** The text that is shaded. */
  readonly side: Side;
  /** Whether the values are the mean over all queries. */
  readonly isMean: boolean;
  readonly values: Float32Array;
  /** Values of the faintest and the strongest shade. */
  readonly domain: readonly [low: number, high: number];
}

export interface ShadingOptions {
  readonly level: Level;
  /** What the author gives; null where the values decide. */
  readonly domain: readonly [number, number] | null;
  /** Lowest and highest value of the elements that share the scale. */
  readonly shared: readonly [number, number] | null;
}

/** The weights of what is chosen; of no choice, the mean over all queries. */
export function shade(composition: Composition, choice: Choice | null, options: ShadingOptions): Shading {
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

function levelValues({ sentences, wordWeights, shown }: Composition, level: Level): Float32Array {
  if (level === 'both') return shown.values;
  if (level === 'word') return wordWeights!;
  const values = new Float32Array(shown.values.length);
  for (const { weight, first, end } of sentences!) values.fill(weight, first, end);
  return values;
}

function meanOfRows({ shown: { rows, columns, values } }: Composition): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) =>
    meanWeight(rows, (row) => values[row * columns + column]),
  );
}

function scaled(values: Float32Array, { domain, shared }: ShadingOptions): Pick<Shading, 'values' | 'domain'> {
  const own = extentOf(values);
  const reach = shared ? joinExtents(own, { ...emptyExtent, low: shared[0], high: shared[1] }) : own;
  return { values, domain: domain ?? autoDomain('linear', reach.low < 0, reach) };
}

/** How a word is shaded. */
export interface Shade {
  /** From 0 to 1. */
  readonly strength: number;
  readonly kind: 'positive' | 'negative' | 'masked' | 'nan';
}

/** Where the domain has values below 0, strength is the distance from 0. */
export function shadeOf(value: number, [low, high]: readonly [number, number]): Shade {
  if (Number.isNaN(value)) return { strength: 0, kind: 'nan' };
  if (value <= MASKED_BELOW) return { strength: 0, kind: 'masked' };
  const isSigned = low < 0;
  const place = isSigned ? Math.abs(value) / Math.max(-low, high) : (value - low) / (high - low);
  return { strength: Math.min(1, Math.max(0, place)), kind: isSigned && value < 0 ? 'negative' : 'positive' };
}
