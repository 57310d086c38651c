import { autoDomain, colormap, type Picture } from '@attn-elements/core/color';
import type { ThemeColors } from '@attn-elements/core/element';
import { extentOf } from '@attn-elements/core/math';
import type { Layout } from './layout.js';
import type { AttentionMap } from './lessons/lesson.js';

/** All heads of a map where the layout puts them; one scale for all, from 0 to the largest weight. */
export function pictureOf(
  { shape, values }: AttentionMap,
  { width, height, cell, places }: Layout,
  pixelRatio: number,
  colors: ThemeColors,
): Picture {
  const [, , rows, columns] = shape;
  const { table, diverging } = colormap('viridis')!;
  const domain = autoDomain('linear', diverging, extentOf(values));
  const device = (length: number) => Math.max(1, Math.round(length * pixelRatio));
  return {
    width: device(width),
    height: device(height),
    look: { table, scale: { kind: 'linear', domain, exponent: 1, diverging }, ...colors },
    reduction: 'max',
    tiles: places.map(({ x, y }, at) => ({
      matrix: { rows, columns, values: values.slice(at * rows * columns, (at + 1) * rows * columns) },
      x: Math.round(x * pixelRatio),
      y: Math.round(y * pixelRatio),
      width: device(cell * columns),
      height: device(cell * rows),
    })),
  };
}
