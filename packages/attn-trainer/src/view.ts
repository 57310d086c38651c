import { autoDomain, type ColorScale, type Picture, viridis } from '@attn-elements/core/color';
import { matrixPicture, type ThemeColors } from '@attn-elements/core/element';
import { extentOf } from '@attn-elements/core/math';
import type { AttentionMap } from './datasets/dataset.js';
import type { TrainerLayout } from './figure/layout.js';

/** One scale for all heads of a map: linear, from 0 to the largest weight, or over a domain that is given. */
export function trainerScaleOf(values: Float32Array, domain: readonly [number, number] | null): ColorScale {
  const [low, high] = domain ?? autoDomain('linear', false, extentOf(values));
  return { kind: 'linear', domain: [Math.fround(low), Math.fround(high)], exponent: 1, diverging: false };
}

/** The weights of one head. */
export const headValues = ({ shape: [, , rows, columns], values }: AttentionMap, panel: number): Float32Array =>
  values.subarray(panel * rows * columns, (panel + 1) * rows * columns);

/** All heads of a map where the layout puts them. */
export function trainerPictureOf(
  map: AttentionMap,
  scale: ColorScale,
  layout: TrainerLayout,
  colors: ThemeColors,
): Picture {
  const { width, height, rows, columns, tiles, pixelRatio } = layout;
  return matrixPicture({
    canvas: { x: 0, y: 0, width, height },
    tiles,
    matrices: tiles.map((_, panel) => ({ rows, columns, values: headValues(map, panel) })),
    look: { table: viridis().table, scale, ...colors },
    reduction: 'max',
    pixelRatio,
  });
}
