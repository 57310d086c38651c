import {
  type ColorScale,
  fitScale,
  type Matrix,
  normalized,
  scalePosition,
  type ScaleOptions,
  sharedExtent,
} from '@attn-elements/core/color';
import type { SourceKind } from '@attn-elements/core/data';
import { type Hiding, type ReadPanel, withoutHidden } from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, joinExtents } from '@attn-elements/core/math';
import { type LinkRule, Links } from './links.js';

/** Options of the lines, as an author gives them. */
export interface LinkOptions extends LinkRule, ScaleOptions, Hiding {}

/** A head with what is drawn of it. */
export interface LinkedHead extends ReadPanel {
  /** The weights, without the keys that are hidden. */
  readonly shown: Matrix;
  /** Values that lines are as strong as: the same, normalized where the author wants that. */
  readonly colored: Matrix;
  readonly links: Links;
}

/** Composition of a layer: tokens, heads and their lines. */
export interface LinksComposition {
  readonly kind: SourceKind;
  readonly layer: number;
  readonly queries: number;
  readonly keys: number;
  readonly heads: readonly LinkedHead[];
  /** Lowest and highest of what lines are as strong as. */
  readonly extent: Extent;
  /** From the value of the faintest line to that of the strongest. */
  readonly scale: ColorScale;
  /** Whether values are shares of a whole, which are read in per cent. */
  readonly areShares: boolean;
  readonly options: LinkOptions;
}

/** Largest excess of a share over 1 by rounding to half precision alone. */
const ROUNDING = 0.002;

/** @param shared values that others show on the same scale */
export function composeLinks(
  panels: readonly ReadPanel[],
  kind: SourceKind,
  options: LinkOptions,
  shared: readonly [low: number, high: number] | null = null,
): LinksComposition {
  const heads = panels.map((panel) => {
    const shown = withoutHidden(panel, kind, options);
    return { ...panel, shown, colored: normalized(shown, options), links: new Links(shown, kind, options) };
  });
  const [values, extent] = (['shown', 'colored'] as const).map((which) =>
    heads.reduce((joined, head) => joinExtents(joined, extentOf(head[which].values)), emptyExtent),
  );
  const [{ layer, raw }] = panels;
  return {
    kind,
    layer,
    queries: raw.rows,
    keys: raw.columns,
    heads,
    extent,
    scale: fitScale(options, false, sharedExtent(extent, shared)),
    areShares: kind === 'weights' && !(values.low < 0) && !(values.high > 1 + ROUNDING),
    options,
  };
}

/** Strength with which a value is drawn, from 0 to 1. */
export function strengthOf({ scale }: LinksComposition, value: number): number {
  return Math.min(1, Math.max(0, scalePosition(scale, value)));
}
