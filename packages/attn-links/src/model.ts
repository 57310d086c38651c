import type { Matrix } from '@attn-elements/core/color';
import type { SourceKind } from '@attn-elements/core/data';
import type { ReadPanel } from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, hideFirstKey, joinExtents } from '@attn-elements/core/math';
import { type LinkRule, Links } from './links.js';

/** Options of the lines, as an author gives them. */
export interface LinkOptions extends LinkRule {
  readonly hideFirstToken: boolean;
  /** Lowest and highest value of the opacity. */
  readonly domain: readonly [number, number] | null;
}

/** A head with what is drawn of it. */
export interface LinkedHead extends ReadPanel {
  readonly shown: Matrix;
  readonly links: Links;
}

/** Composition of a layer: tokens, heads and their lines. */
export interface LinksComposition {
  readonly kind: SourceKind;
  readonly layer: number;
  readonly queries: number;
  readonly keys: number;
  readonly heads: readonly LinkedHead[];
  readonly extent: Extent;
  /** Values whose lines are faintest and strongest. */
  readonly domain: readonly [low: number, high: number];
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
    const shown = options.hideFirstToken ? withoutFirst(panel.raw, kind) : panel.raw;
    return { ...panel, shown, links: new Links(shown, kind, options) };
  });
  const extent = heads.reduce((joined, { shown }) => joinExtents(joined, extentOf(shown.values)), emptyExtent);
  const [{ layer, raw }] = panels;
  return {
    kind,
    layer,
    queries: raw.rows,
    keys: raw.columns,
    heads,
    extent,
    domain: options.domain ?? reachOf(extent, shared),
    areShares: kind === 'weights' && !(extent.low < 0) && !(extent.high > 1 + ROUNDING),
    options,
  };
}

/** Strength with which a value is drawn, from 0 to 1. */
export function strengthOf({ domain: [low, high] }: LinksComposition, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** From 0, or from the lowest where that is below, to the highest. */
function reachOf({ low, high }: Extent, shared: readonly [number, number] | null): [number, number] {
  const from = Math.min(0, low, shared?.[0] ?? 0);
  const to = Math.max(from, high, shared?.[1] ?? high);
  return [from, to > from ? to : from + 1];
}

function withoutFirst({ rows, columns, values }: Matrix, kind: SourceKind): Matrix {
  return { rows, columns, values: hideFirstKey(values, rows, columns, kind === 'weights') };
}
