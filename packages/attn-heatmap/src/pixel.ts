import { isSigned, type PixelCell, pixelCell } from '@attn-elements/core/color';
import { cellAt } from '@attn-elements/core/element';
import type { Layout, Spot } from './layout.js';
import type { Composition } from './model.js';

/** Pixel of a side, among how many. */
type PixelPlace = readonly [pixel: number, pixels: number];

/** The cell at a point of the plot, of several under a pixel the one that gives it its colour; null beside the matrices. */
export function spotAt(layout: Layout, composition: Composition, x: number, y: number): Spot | null {
  const cell = cellAt(layout.tiles, (panel) => composition.panels[panel].shown, x, y);
  if (!cell || !isCrowded(layout, composition, cell.panel)) return cell;
  const { panel } = cell;
  const tile = layout.tiles[panel];
  const place = (at: number, length: number): PixelPlace => {
    const pixels = pointedPixels(length, layout);
    return [Math.min(pixels - 1, Math.floor((at / length) * pixels)), pixels];
  };
  const pixel = colourOf(composition, panel, place(y - tile.y, tile.height), place(x - tile.x, tile.width));
  return { panel, row: pixel.row, column: pixel.column, pixel };
}

/** What gives the pixel its colour that the middle of a cell lies in; null where each cell has pixels of its own. */
export function pixelOf(layout: Layout, composition: Composition, { panel, row, column }: Spot): PixelCell | null {
  if (!isCrowded(layout, composition, panel)) return null;
  const { rows, columns } = composition.panels[panel].shown;
  const { width, height } = layout.tiles[panel];
  const place = (cell: number, cells: number, length: number): PixelPlace => {
    const pixels = pointedPixels(length, layout);
    return [Math.floor(((cell + 0.5) * pixels) / cells), pixels];
  };
  return colourOf(composition, panel, place(row, rows, height), place(column, columns, width));
}

/** Whether a matrix has more cells than a pointer can tell apart. */
function isCrowded(layout: Layout, { panels }: Composition, panel: number): boolean {
  const { rows, columns } = panels[panel].shown;
  const { width, height } = layout.tiles[panel];
  return rows > pointedPixels(height, layout) || columns > pointedPixels(width, layout);
}

/** Pixels of a side, as a pointer moves over them: it knows no finer ones than the page's. */
const pointedPixels = (length: number, { pixelRatio }: Layout): number =>
  Math.max(1, Math.round(length * Math.min(1, pixelRatio)));

function colourOf({ panels, options, scale }: Composition, panel: number, y: PixelPlace, x: PixelPlace): PixelCell {
  return pixelCell(panels[panel].shown, y, x, options.reduction, isSigned({ scale }));
}
