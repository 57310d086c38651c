import { isSigned, pixelCell } from '@attn-elements/core/color';
import { regionAt } from './regions.js';
import type { ImageView } from './view-model.js';

/** The patch whose colour is seen at a place, 0 to 1 on both sides: of several under a pixel, or over one another, the strongest; null beside all. */
export function patchUnder(
  { composition, map, layout, regions, scale }: Pick<ImageView, 'composition' | 'map' | 'layout' | 'regions' | 'scale'>,
  x: number,
  y: number,
): number | null {
  if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) return null;
  if (regions) return regionAt(regions, map.colored, x, y);
  const { rows, columns } = composition.patches;
  const pixel = (at: number, length: number, cells: number) => {
    const pixels = Math.max(1, Math.min(cells, Math.round(length)));
    return [Math.floor(at * pixels), pixels] as const;
  };
  const [down, right] = [pixel(y, layout.height, rows), pixel(x, layout.width, columns)];
  const cell = pixelCell({ rows, columns, values: map.colored }, down, right, 'max', isSigned({ scale }));
  return cell.row * columns + cell.column;
}
