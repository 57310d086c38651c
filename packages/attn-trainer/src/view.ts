import type { Picture } from '@attn-elements/core/color';
import type { ThemeColors } from '@attn-elements/core/element';
import type { Composition } from './model.js';

/** The composition as a picture that fills a canvas of so many device pixels. */
export function pictureOf(
  { matrix, table, scale }: Composition,
  width: number,
  height: number,
  colors: ThemeColors,
): Picture {
  const look = { table, scale, ...colors };
  return { width, height, look, reduction: 'max', tiles: [{ matrix, x: 0, y: 0, width, height }] };
}
