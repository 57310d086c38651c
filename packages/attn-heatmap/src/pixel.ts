import { isSigned, type PixelCell, pixelCell, pixelOver } from '@attn-elements/core/color';
import { cellAt } from '@attn-elements/core/element';
import type { HeatmapLayout, HeatmapSpot } from './layout.js';
import { type HeatmapComposition, inAll, inShown } from './model.js';

/** Pixel of a side, among how many. */
type PixelPlace = readonly [pixel: number, pixels: number];

/** The cell at a point of the plot, of several under a pixel the one that gives it its colour; null beside the matrices. */
export function spotAt(
  layout: HeatmapLayout,
  composition: HeatmapComposition,
  x: number,
  y: number,
): HeatmapSpot | null {
  const cell = cellAt(layout.tiles, (panel) => composition.panels[panel].shown, x, y);
  if (!cell) return null;
  const { panel } = cell;
  if (!isCrowded(layout, composition, panel)) return inAll(composition, cell);
  const tile = layout.tiles[panel];
  const place = (at: number, length: number): PixelPlace => {
    const pixels = pointedPixels(length, layout);
    return [Math.min(pixels - 1, Math.floor((at / length) * pixels)), pixels];
  };
  const found = colourOf(composition, panel, place(y - tile.y, tile.height), place(x - tile.x, tile.width));
  const pixel = inAll(composition, found);
  return { panel, row: pixel.row, column: pixel.column, pixel };
}

/** Pixel that the middle of a cell lies in, with the cell that gives its colour; null where each cell has pixels of its own. */
export function pixelOf(layout: HeatmapLayout, composition: HeatmapComposition, spot: HeatmapSpot): PixelCell | null {
  const { width, height } = layout.tiles[spot.panel];
  const { shown } = composition.panels[spot.panel];
  const cell = inShown(composition, spot);
  const pixels = [pointedPixels(height, layout), pointedPixels(width, layout)] as const;
  const pixel = cell && pixelOver(shown, cell, pixels, composition.options.reduction, isSigned(composition));
  return pixel && inAll(composition, pixel);
}

/** Whether a matrix has more cells than a pointer can tell apart. */
function isCrowded(layout: HeatmapLayout, { panels }: HeatmapComposition, panel: number): boolean {
  const { rows, columns } = panels[panel].shown;
  const { width, height } = layout.tiles[panel];
  return rows > pointedPixels(height, layout) || columns > pointedPixels(width, layout);
}

/** Pixels of a side, as a pointer moves over them: it knows no finer ones than the page's. */
const pointedPixels = (length: number, { pixelRatio }: HeatmapLayout): number =>
  Math.max(1, Math.round(length * Math.min(1, pixelRatio)));

function colourOf(
  { panels, options, scale }: HeatmapComposition,
  panel: number,
  y: PixelPlace,
  x: PixelPlace,
): PixelCell {
  return pixelCell(panels[panel].shown, y, x, options.reduction, isSigned({ scale }));
}
