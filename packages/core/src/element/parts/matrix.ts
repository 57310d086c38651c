import { css, nothing, svg, type SVGTemplateResult } from 'lit';
import type { ColorEncoding, Matrix, Picture, Reduction } from '../../color/index.js';
import type { AxisLabels } from '../axis/labels.js';
import { tokenAxis } from '../axis/token-axis.js';
import { type Box, grown } from './box.js';

/** Matrix in a plot, with what stands around it. */
export interface MatrixTile extends Box {
  /** Above it; null where it stands alone. */
  readonly title: string | null;
  readonly queryLabels: AxisLabels | null;
  readonly keyLabels: AxisLabels | null;
}

/** Size of a matrix in cells: its queries and its keys. */
export type MatrixSize = Pick<Matrix, 'rows' | 'columns'>;

/** Cell of one of several matrices. */
export interface MatrixCell {
  readonly panel: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Frame, title and tokens of a matrix.
 * @param titleRise how far above the matrix the letters of its title stand
 * @param keyAxis side of the key tokens
 */
export function matrixFrame(
  tile: MatrixTile,
  { rows, columns }: MatrixSize,
  titleRise: number,
  keyAxis: 'top' | 'bottom' = 'bottom',
): SVGTemplateResult {
  const { x, y, width, height, title, queryLabels, keyLabels } = tile;
  const frame = grown(tile, 0.5);
  const edge = keyAxis === 'top' ? y : y + height;
  return svg`<rect class="tile" x=${frame.x} y=${frame.y} width=${frame.width} height=${frame.height}></rect>
    ${title ? svg`<text class="title" x=${x + width / 2} y=${y - titleRise} text-anchor="middle">${title}</text>` : nothing}
    ${queryLabels ? tokenAxis('left', queryLabels, x, y, height / rows) : nothing}
    ${keyLabels ? tokenAxis(keyAxis, keyLabels, edge, x, width / columns) : nothing}`;
}

/** Input of the drawing of a canvas of matrices. */
export interface MatrixDrawing {
  /** Box of the canvas in the plot. */
  readonly canvas: Box;
  /** Box of each matrix in the plot. */
  readonly tiles: readonly Box[];
  readonly matrices: readonly Matrix[];
  readonly look: ColorEncoding;
  readonly reduction: Reduction;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Picture of matrices, each on whole device pixels. */
export function matrixPicture({ canvas, tiles, matrices, look, reduction, pixelRatio }: MatrixDrawing): Picture {
  const place = (length: number) => Math.round(length * pixelRatio);
  const size = (length: number) => Math.max(1, place(length));
  return {
    width: size(canvas.width),
    height: size(canvas.height),
    look,
    reduction,
    tiles: tiles.map(({ x, y, width, height }, panel) => ({
      matrix: matrices[panel],
      x: place(x - canvas.x),
      y: place(y - canvas.y),
      width: size(width),
      height: size(height),
    })),
  };
}

/** The cell at a point of the plot; null beside the matrices. */
export function cellAt(
  tiles: readonly Box[],
  sizeOf: (panel: number) => MatrixSize,
  x: number,
  y: number,
): MatrixCell | null {
  const panel = tiles.findIndex((t) => x >= t.x && x < t.x + t.width && y >= t.y && y < t.y + t.height);
  if (panel < 0) return null;
  const tile = tiles[panel];
  const { rows, columns } = sizeOf(panel);
  return {
    panel,
    row: Math.min(rows - 1, Math.floor(((y - tile.y) / tile.height) * rows)),
    column: Math.min(columns - 1, Math.floor(((x - tile.x) / tile.width) * columns)),
  };
}

/** The box of a cell of a matrix. */
export function cellBox(
  tile: Box,
  { rows, columns }: MatrixSize,
  { row, column }: Pick<MatrixCell, 'row' | 'column'>,
): Box {
  const [width, height] = [tile.width / columns, tile.height / rows];
  return { x: tile.x + column * width, y: tile.y + row * height, width, height };
}

export const matrixStyles = css`
  .tile {
    fill: none;
    stroke: var(--_line);
  }
`;
