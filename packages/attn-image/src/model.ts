import {
  type Colormap,
  type ColorScale,
  fitScale,
  type Matrix,
  normalized,
  type ScaleOptions,
  sharedExtent,
} from '@attn-elements/core/color';
import type { SourceKind } from '@attn-elements/core/data';
import { type Hiding, type ReadPanel, withoutHidden } from '@attn-elements/core/element';
import { type Extent, extentOf, meanWeight } from '@attn-elements/core/math';
import { lengthOf, type Patches } from './patches.js';

/** Token that looks at the picture, or is looked at from it: a position on the axis that is not the patches', or the mean over all. */
export type Other = number | 'mean';

/** One weight a patch, as it is laid over the picture. */
export interface PatchMap {
  readonly other: Other;
  /** Row by row. */
  readonly values: Float32Array;
  /** The same as they have colours: normalized, where the author wants that. */
  readonly colored: Float32Array;
  /** Those of the whole axis: of the patches, and of the tokens beside them. */
  readonly all: Float32Array;
  /** Of what has colours. */
  readonly extent: Extent;
}

/** Colour options: how an author lets weights become colours. */
export interface ImageColorOptions extends ScaleOptions, Hiding {
  readonly colormap: Colormap;
}

/** One head as it is looked at: what is shown of it depends on who looks. */
export interface ImageComposition {
  readonly panel: ReadPanel;
  /** The weights, without the keys that are hidden. */
  readonly shown: Matrix;
  /** The same, normalized where the author wants that. */
  readonly colored: Matrix;
  readonly patches: Patches;
  readonly kind: SourceKind;
  readonly options: ImageColorOptions;
  /** Number of tokens on the axis that is not the patches'. */
  readonly others: number;
  /** Lowest and highest of all that has colours. */
  readonly extent: Extent;
}

/** Share of the weight that the mask of one of several keeps where the author names none: that of DINO's figures (Caron et al. 2021). */
export const MASK_SHARE = 0.6;

/** One of several heads or queries that are laid over the picture together. */
export interface ImageLayer {
  readonly name: string;
  readonly color: string;
  readonly map: PatchMap;
}

export function composeImage(
  panel: ReadPanel,
  patches: Patches,
  kind: SourceKind,
  options: ImageColorOptions,
): ImageComposition {
  const { rows, columns } = panel.raw;
  const shown = withoutHidden(panel, kind, options);
  const others = patches.isMap ? 1 : patches.side === 'key' ? rows : columns;
  const colored = normalized(shown, options);
  return { panel, shown, colored, patches, kind, options, others, extent: extentOf(colored.values) };
}

/** Index in the matrix of the weight between a patch, or a token beside the patches, and another token. */
export function cellOf({ patches, panel }: ImageComposition, other: number, place: number): number {
  if (patches.isMap) return place;
  const { columns } = panel.raw;
  return patches.side === 'key' ? other * columns + place : place * columns + other;
}

/** The weights that one other gives to the patches, or gets from them. */
export function mapOf(composition: ImageComposition, other: Other): PatchMap {
  const { patches, shown, colored: normal } = composition;
  const onPicture = (all: Float32Array) => all.slice(patches.lead, patches.lead + patches.count);
  const all = weightsOf(composition, shown, other);
  const values = onPicture(all);
  const colored = normal === shown ? values : onPicture(weightsOf(composition, normal, other));
  return { other, values, colored, all, extent: extentOf(colored) };
}

/** One value for each patch and each token beside the patches, of one other or the mean over all. */
function weightsOf(composition: ImageComposition, { values }: Matrix, other: Other): Float32Array {
  const { patches, others } = composition;
  return Float32Array.from({ length: lengthOf(patches) }, (_, place) => {
    if (other !== 'mean') return values[cellOf(composition, other, place)];
    return meanWeight(others, (at) => values[cellOf(composition, at, place)]);
  });
}

/** From 0, or the lowest, to the largest weight on the picture; shared with the group where there is one. */
export function imageScaleOf(
  { options, extent: all }: ImageComposition,
  { extent }: PatchMap,
  shared: readonly [low: number, high: number] | null,
): ColorScale {
  return fitScale(options, options.colormap.diverging, shared ? sharedExtent(all, shared) : extent);
}

/** Whether it adds to what lies on the picture. */
export const isWeight = (value: number) => value > 0 && value < Infinity;

/** Sum of the weights: what is masked, no number or below 0 adds nothing. */
export function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => (isWeight(value) ? sum + value : sum), 0);
}

/** The strongest patches, strongest first. */
export function strongest({ values }: Pick<PatchMap, 'values'>, count: number): number[] {
  return Array.from(values.keys())
    .filter((patch) => isWeight(values[patch]))
    .sort((a, b) => values[b] - values[a])
    .slice(0, count);
}
