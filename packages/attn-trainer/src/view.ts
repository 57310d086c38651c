import { autoDomain, colormap, type Picture } from '@attn-elements/core/color';
import type { ThemeColors } from '@attn-elements/core/element';
import { extentOf } from '@attn-elements/core/math';
import type { AttentionMap } from './lessons/lesson.js';

/** Between two heads, in CSS pixels. */
const GAP = 6;
/** A cell is not drawn larger than that. */
const LARGEST = 36;

export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly picture: Picture;
}

/** All heads of a map side by side, a row each layer, in a width of so many CSS pixels. */
export function gridOf({ shape, values }: AttentionMap, room: number, pixelRatio: number, colors: ThemeColors): Grid {
  const [layers, heads, rows, columns] = shape;
  const cell = Math.min(LARGEST, (room - GAP * (heads - 1)) / (heads * columns));
  const [tileWidth, tileHeight] = [cell * columns, cell * rows];
  const width = heads * (tileWidth + GAP) - GAP;
  const height = layers * (tileHeight + GAP) - GAP;
  const { table, diverging } = colormap('viridis')!;
  const domain = autoDomain('linear', diverging, extentOf(values));
  const look = { table, scale: { kind: 'linear', domain, exponent: 1, diverging } as const, ...colors };
  const device = (length: number) => Math.max(1, Math.round(length * pixelRatio));
  const tiles = Array.from({ length: layers * heads }, (_, at) => ({
    matrix: { rows, columns, values: values.slice(at * rows * columns, (at + 1) * rows * columns) },
    x: Math.round((at % heads) * (tileWidth + GAP) * pixelRatio),
    y: Math.round(Math.floor(at / heads) * (tileHeight + GAP) * pixelRatio),
    width: device(tileWidth),
    height: device(tileHeight),
  }));
  const size = {
    width: Math.max(...tiles.map((tile) => tile.x + tile.width)),
    height: Math.max(...tiles.map((tile) => tile.y + tile.height)),
  };
  return { width, height, picture: { ...size, look, reduction: 'max', tiles } };
}
