import type { Room } from '@attn-elements/core/element';
import type { Patches } from './patches.js';
import type { Region, Regions } from './regions.js';

/** The plot in CSS pixels, and where its patches are. */
export interface ImageLayout {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** A patch as shares of the picture. */
  boxOf(patch: number): Region;
}

/** Widest plot of a picture that is itself smaller, and the highest of any, in pixels. */
const WIDEST_OF_SMALL = 640;
const HIGHEST = 640;
const LEAST = 40;

/** A plot of the picture's shape, as large as the room allows; the room's height is that of the plot alone. */
export function layOutImage(
  patches: Patches,
  regions: Regions | null,
  picture: { readonly ratio: number | null; readonly width: number | null },
  room: Room,
): ImageLayout {
  const ratio = picture.ratio ?? (patches.isRegions ? 1 : patches.columns / patches.rows);
  const highest = Math.max(LEAST, room.height ?? HIGHEST);
  const own = room.height === null ? Math.max(picture.width ?? 0, WIDEST_OF_SMALL) : Infinity;
  const width = Math.max(1, Math.floor(Math.min(room.width, own, highest * ratio)));
  const { rows, columns } = patches;
  return {
    width,
    height: Math.max(1, Math.round(width / ratio)),
    pixelRatio: room.pixelRatio,
    boxOf(patch) {
      if (regions) return regions[patch];
      const [row, column] = [Math.floor(patch / columns), patch % columns];
      return [column / columns, row / rows, (column + 1) / columns, (row + 1) / rows];
    },
  };
}
