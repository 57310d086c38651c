import { autoDomain, type ColorScale, type Colormap } from '@attn-elements/core/color';
import type { ReadPanel } from '@attn-elements/core/element';
import { type Extent, extentOf } from '@attn-elements/core/math';

/** One head with the scale of its colours. */
export interface Composition {
  readonly panel: ReadPanel;
  readonly colormap: Colormap;
  readonly extent: Extent;
  readonly scale: ColorScale;
}

/** Colours from 0 to the largest value, or as far as `shared` reaches, lowest and highest value of the group. */
export function compose(
  panel: ReadPanel,
  colormap: Colormap,
  shared: readonly [low: number, high: number] | null = null,
): Composition {
  const extent = extentOf(panel.raw.values);
  const { diverging } = colormap;
  const [low, high] = shared ?? [extent.low, extent.high];
  const domain = autoDomain('linear', diverging, { ...extent, low, high });
  return { panel, colormap, extent, scale: { kind: 'linear', domain, exponent: 1, diverging } };
}
