import { autoDomain, type Colormap, type ColorScale, type Matrix } from '@attn-elements/core/color';
import type { SourceKind } from '@attn-elements/core/data';
import type { ReadPanel } from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, joinExtents, hideFirstKey, meanWeight } from '@attn-elements/core/math';
import type { Patches } from './patches.js';

/** Token that looks at the picture, or is looked at from it: a position on the axis that is not the patches', or the mean over all. */
export type Other = number | 'mean';

/** One weight a patch, as it is laid over the picture. */
export interface PatchMap {
  readonly other: Other;
  /** Row by row. */
  readonly values: Float32Array;
  /** Weights of the tokens before the patches. */
  readonly lead: Float32Array;
  readonly extent: Extent;
}

/** Colour options: how an author lets weights become colours. */
export interface ImageColorOptions {
  readonly colormap: Colormap;
  readonly domain: readonly [number, number] | null;
  readonly hideFirstToken: boolean;
}

/** One head as it is looked at: what is shown of it depends on who looks. */
export interface ImageComposition {
  readonly panel: ReadPanel;
  /** The weights, without the first token where it is hidden. */
  readonly shown: Matrix;
  readonly patches: Patches;
  readonly kind: SourceKind;
  readonly options: ImageColorOptions;
  /** Number of tokens on the axis that is not the patches'. */
  readonly others: number;
  /** Lowest and highest of all weights. */
  readonly extent: Extent;
}

export function composeImage(
  panel: ReadPanel,
  patches: Patches,
  kind: SourceKind,
  options: ImageColorOptions,
): ImageComposition {
  const { rows, columns, values } = panel.raw;
  const shown = options.hideFirstToken
    ? { rows, columns, values: hideFirstKey(values, rows, columns, kind === 'weights') }
    : panel.raw;
  const others = patches.isMap ? 1 : patches.side === 'key' ? rows : columns;
  return { panel, shown, patches, kind, options, others, extent: extentOf(shown.values) };
}

/** Index in the matrix of the weight between a patch, or a token before the patches, and another token. */
export function cellOf({ patches, panel }: ImageComposition, other: number, place: number): number {
  if (patches.isMap) return place;
  const { columns } = panel.raw;
  return patches.side === 'key' ? other * columns + place : place * columns + other;
}

/** The weights that one other gives to the patches, or gets from them. */
export function mapOf(composition: ImageComposition, other: Other): PatchMap {
  const { patches, others, shown } = composition;
  const all = new Float32Array(patches.lead + patches.count);
  for (let place = 0; place < all.length; place++) {
    if (other !== 'mean') {
      all[place] = shown.values[cellOf(composition, other, place)];
      continue;
    }
    all[place] = meanWeight(others, (at) => shown.values[cellOf(composition, at, place)]);
  }
  const values = all.slice(patches.lead);
  return { other, values, lead: all.slice(0, patches.lead), extent: extentOf(values) };
}

/** From 0, or the lowest, to the largest weight on the picture; shared with the group where there is one. */
export function imageScaleOf(
  { options, extent: all }: ImageComposition,
  { extent }: PatchMap,
  shared: readonly [low: number, high: number] | null,
): ColorScale {
  const others = shared && joinExtents(all, { ...emptyExtent, low: shared[0], high: shared[1] });
  const [low, high] = options.domain ?? autoDomain('linear', options.colormap.diverging, others ?? extent);
  return {
    kind: 'linear',
    domain: [Math.fround(low), Math.fround(high)],
    exponent: 1,
    diverging: options.colormap.diverging,
  };
}

const isWeight = (value: number) => value > 0 && value < Infinity;

/** Sum of the weights: what is masked, no number or below 0 adds nothing. */
export function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => (isWeight(value) ? sum + value : sum), 0);
}

/**
 * The smallest weight of the fewest patches that together hold a share of what lies on the picture; Infinity where nothing does.
 * @param share above 0, at most 1
 */
export function thresholdOf(values: Float32Array, share: number): number {
  const sorted = values.filter(isWeight).sort((a, b) => b - a);
  const wanted = share * sumOf(values);
  let held = 0;
  for (const value of sorted) {
    held += value;
    // Sums in another order differ in their last digits.
    if (held >= wanted * (1 - 1e-6)) return value;
  }
  return Infinity;
}

/** The strongest patches, strongest first. */
export function strongest({ values }: PatchMap, count: number): number[] {
  return Array.from(values.keys())
    .filter((patch) => isWeight(values[patch]))
    .sort((a, b) => values[b] - values[a])
    .slice(0, count);
}
