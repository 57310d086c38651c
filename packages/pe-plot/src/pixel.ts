import { type Matrix, pixelCell, pixelOver } from '@attn-elements/core/color';
import type { Cell } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import type { Plot, PlotLayout } from './layout.js';
import type { MatrixColors } from './matrices.js';

/** Pixels of a side: a pointer knows no finer ones than the page's. */
const pixelsOf = (length: number, cells: number) => Math.max(1, Math.min(cells, Math.round(length)));

/** Values of a facet as they have colours, and whether these go to both sides of 0; null of what is no matrix. */
function coloredOf({ content }: Facet, at: number, colors: MatrixColors | null): [Matrix, isSigned: boolean] | null {
  if (content.type !== 'matrix') return null;
  const [low, high] = colors?.scale.domain ?? [0, 0];
  return [colors?.matrices[at] ?? content.matrix, low < 0 && high > 0];
}

/** The cell at a point of a matrix; of several under a pixel the one that gives it its colour. */
export function cellAt(plot: Plot, facet: Facet, colors: MatrixColors | null, x: number, y: number): Cell | null {
  const colored = coloredOf(facet, plot.facet, colors);
  if (!colored) return null;
  const [matrix, isSigned] = colored;
  const along = (at: number, length: number, cells: number) => {
    const pixels = pixelsOf(length, cells);
    return [Math.min(pixels - 1, Math.max(0, Math.floor((at / length) * pixels))), pixels] as const;
  };
  const { rows, columns } = matrix;
  const [down, right] = [along(y - plot.y, plot.height, rows), along(x - plot.x, plot.width, columns)];
  const { row, column } = pixelCell(matrix, down, right, 'max', isSigned);
  return { row, column };
}

/** The cell that gives a pixel its colour in place of one that lies under it too; null where that has a colour of its own. */
export function peakOver(
  layout: PlotLayout,
  facets: readonly Facet[],
  at: number,
  cell: Cell,
  colors: MatrixColors | null,
): Cell | null {
  const colored = coloredOf(facets[at], at, colors);
  const plot = layout.plots.find(({ facet }) => facet === at);
  if (!plot || !colored) return null;
  const [matrix, isSigned] = colored;
  const { rows, columns } = matrix;
  const pixels = [pixelsOf(plot.height, rows), pixelsOf(plot.width, columns)] as const;
  const peak = pixelOver(matrix, cell, pixels, 'max', isSigned);
  return peak && (peak.row !== cell.row || peak.column !== cell.column) ? { row: peak.row, column: peak.column } : null;
}
