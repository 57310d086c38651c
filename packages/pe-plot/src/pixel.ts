import { pixelCell, pixelOver } from '@attn-elements/core/color';
import type { Cell } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import type { Plot, PlotLayout } from './layout.js';

/** Pixels of a side: a pointer knows no finer ones than the page's. */
const pixelsOf = (length: number, cells: number) => Math.max(1, Math.min(cells, Math.round(length)));

/**
 * The cell at a point of a matrix; of several under a pixel the one that gives it its colour.
 * @param isSigned whether colours go to both sides of 0
 */
export function cellAt(plot: Plot, { content }: Facet, isSigned: boolean, x: number, y: number): Cell | null {
  if (content.type !== 'matrix') return null;
  const along = (at: number, length: number, cells: number) => {
    const pixels = pixelsOf(length, cells);
    return [Math.min(pixels - 1, Math.max(0, Math.floor((at / length) * pixels))), pixels] as const;
  };
  const { rows, columns } = content.matrix;
  const [down, right] = [along(y - plot.y, plot.height, rows), along(x - plot.x, plot.width, columns)];
  const { row, column } = pixelCell(content.matrix, down, right, 'max', isSigned);
  return { row, column };
}

/** The cell that gives a pixel its colour in place of one that lies under it too; null where that has a colour of its own. */
export function peakOver(
  layout: PlotLayout,
  facets: readonly Facet[],
  at: number,
  cell: Cell,
  isSigned: boolean,
): Cell | null {
  const { content } = facets[at];
  const plot = layout.plots.find(({ facet }) => facet === at);
  if (!plot || content.type !== 'matrix') return null;
  const { rows, columns } = content.matrix;
  const pixels = [pixelsOf(plot.height, rows), pixelsOf(plot.width, columns)] as const;
  const peak = pixelOver(content.matrix, cell, pixels, 'max', isSigned);
  return peak && (peak.row !== cell.row || peak.column !== cell.column) ? { row: peak.row, column: peak.column } : null;
}
