import { HATCH_PERIOD, HATCH_WIDTH } from '../../color/color-encoding.js';
import { type ColorEncoding, isSigned, type Matrix, type Picture, reduceMatrix, type Tile } from '../../color/index.js';
import { writePng } from '../../data/write/png.js';
import type { Slices } from '../../slices.js';
import type { Box } from '../parts/box.js';
import { cellRuns } from './cell-runs.js';
import { paintedStrips } from './painted-strips.js';
import type { MatricesItem } from './scene.js';

/** Cells of a picture's matrices that are embedded one by one: as many as a page can show, and an editor can open. */
const MOST_CELLS = 2 ** 24;

/** Pixels per CSS pixel of what has no cells of its own: 384 an inch, more than printers tell apart. */
const FINEST = 4;

/** Most rectangles of cells that are no numbers; of more, the stripes are pixels. */
const MOST_RUNS = 10_000;

/** A matrix in an SVG document. */
export interface MatrixImage extends Box {
  /** Address of its picture, with the data inside. */
  readonly href: string;
  /** Whether each pixel is a cell with edges; else there are more cells than pixels on the page, and they may be mixed. */
  readonly hasEdges: boolean;
  /** Rectangles under stripes, as SVG writes paths, from the matrix's corner; empty where none is. */
  readonly striped: string;
}

/** Images of the matrices of a picture, a pixel for each cell, whatever size they have on the page. */
export async function matrixImages({ picture, ...box }: MatricesItem, slices: Slices): Promise<MatrixImage[]> {
  const [across, down] = [box.width / picture.width, box.height / picture.height];
  const count = picture.tiles.reduce((sum, { matrix }) => sum + matrix.values.length, 0);
  const images: MatrixImage[] = [];
  for (const tile of picture.tiles) {
    const [width, height] = [tile.width * across, tile.height * down];
    const place = { x: box.x + tile.x * across, y: box.y + tile.y * down, width, height };
    const [columns, rows] = [width, height].map((length) => Math.ceil(length * FINEST));
    const matrix = count > MOST_CELLS ? reduced(picture, tile, rows, columns) : tile.matrix;
    images.push({ ...place, ...(await imageOf(picture, matrix, place, 1 / across, slices)) });
  }
  return images;
}

const reduced = ({ reduction, look }: Picture, { matrix }: Tile, rows: number, columns: number): Matrix =>
  reduceMatrix(matrix, rows, columns, reduction, isSigned(look));

async function imageOf(
  { look, reduction }: Picture,
  matrix: Matrix,
  { width, height }: Box,
  ratio: number,
  slices: Slices,
): Promise<Pick<MatrixImage, 'href' | 'hasEdges' | 'striped'>> {
  const runs = cellRuns(matrix, Number.isNaN, MOST_RUNS);
  // Stripes lie over cells and do not end with them: without paths for them, the cells are drawn as the screen draws them.
  const [columns, rows] = runs
    ? [matrix.columns, matrix.rows]
    : [width, height].map((length) => Math.round(length * FINEST));
  const picture: Picture = {
    width: columns,
    height: rows,
    look: runs ? plain(look) : look,
    reduction,
    stripes: FINEST / ratio,
    tiles: [{ matrix, x: 0, y: 0, width: columns, height: rows }],
  };
  const png = await writePng(columns, rows, paintedStrips(picture, slices));
  const [wide, tall] = [width / matrix.columns, height / matrix.rows];
  return {
    href: await addressOf(png),
    hasEdges: columns <= width && rows <= height,
    striped: (runs ?? []).map((run) => rectangle(run, wide, tall)).join(''),
  };
}

/** The same without stripes. */
const plain = (look: ColorEncoding): ColorEncoding => ({ ...look, hatch: look.nan });

function rectangle({ x, y, width, height }: Box, wide: number, tall: number): string {
  const [left, top, right, bottom] = [x * wide, y * tall, (x + width) * wide, (y + height) * tall].map(round);
  return `M${left},${top}H${right}V${bottom}H${left}Z`;
}

const round = (length: number) => Math.round(length * 1000) / 1000;

/** A file as the address that holds it. */
function addressOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error as DOMException));
    reader.readAsDataURL(file);
  });
}

/**
 * One stripe and its place in a square that is repeated, in pixels of stripes: x + y from half a pixel to half a pixel more than
 * it is wide, where the painter has it in whole pixels.
 */
export const STRIPE = {
  period: HATCH_PERIOD,
  path: `M0.5,0H${HATCH_WIDTH + 0.5}L0,${HATCH_WIDTH + 0.5}V0.5ZM${HATCH_PERIOD},0.5V${HATCH_WIDTH + 0.5}L${HATCH_WIDTH + 0.5},${HATCH_PERIOD}H0.5Z`,
} as const;
