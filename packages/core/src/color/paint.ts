import { MASKED_BELOW } from '../math/masked.js';
import { HATCH_PERIOD, HATCH_WIDTH, type ColorEncoding, type Rgba } from './color-encoding.js';
import type { Matrix, Reduction } from './matrix.js';
import { cellsUnder } from './pixel-cell.js';
import { reduceMatrix } from './reduce.js';
import { scalePosition } from './scale.js';
import { TABLE_SIZE } from './table.js';

/** A matrix and the rectangle of device pixels that it fills, y downwards. */
export interface Tile {
  readonly matrix: Matrix;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of matrices: all share one look. Pixels outside the tiles are transparent. */
export interface Picture {
  /** Size in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
  readonly look: ColorEncoding;
  readonly reduction: Reduction;
  /** Pixels per pixel of the stripes on cells that are no numbers; 1 where it is left out, as on screens. */
  readonly stripes?: number;
}

/** The farthest from 0 counts as largest where values go both ways. */
export const isSigned = ({ scale: { domain } }: Pick<ColorEncoding, 'scale'>) => domain[0] < 0 && domain[1] > 0;

/** Steps of the painter's own table between two entries of the colour map's, and its last place. */
const STEPS = 16;
const FINE = (TABLE_SIZE - 1) * STEPS;

/**
 * Paints a picture without WebGL: the same colours, to one step of 255, as `gl/passes/heatmap`.
 * @param from first row of pixels that is painted
 * @param to row behind the last
 * @returns straight RGBA bytes of those rows
 */
export function paintPicture(picture: Picture, from = 0, to = picture.height): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(picture.width * (to - from) * 4);
  const pixels = new Uint32Array(bytes.buffer);
  for (const tile of picture.tiles) paintTile(picture, tile, pixels, from, to);
  return bytes;
}

/**
 * The picture with a pixel for each cell, to be enlarged without smoothing: where it is one matrix whose cells are all of as many
 * whole pixels. Otherwise the picture itself, also where stripes are finer than cells.
 */
export function cellPicture(picture: Picture): Picture {
  const { width, height, tiles } = picture;
  if (tiles.length !== 1) return picture;
  const [{ matrix, ...place }] = tiles;
  const { rows, columns, values } = matrix;
  const isWhole = place.width === width && place.height === height;
  // Of no cells there is no remainder that is 0.
  if (!isWhole || width % columns !== 0 || height % rows !== 0 || values.some(Number.isNaN)) return picture;
  return { ...picture, width: columns, height: rows, tiles: [{ matrix, x: 0, y: 0, width: columns, height: rows }] };
}

function paintTile(
  { width, look, reduction, stripes = 1 }: Picture,
  tile: Tile,
  pixels: Uint32Array,
  from: number,
  to: number,
): void {
  const { rows, columns, values } = reduceMatrix(tile.matrix, tile.height, tile.width, reduction, isSigned(look));
  const [low, high] = look.scale.domain;
  const [nan, hatch, masked, under, over] = [look.nan, look.hatch, look.masked, look.under, look.over].map(pack);
  const colors = fineColors(look.table);
  const edges = columnEdges(tile.width, columns);
  const linear = look.scale.kind === 'linear';
  const factor = FINE / (high - low);
  /** Offset of the cells whose row of pixels stands above, and can be repeated. */
  let above = -1;
  const last = Math.min(tile.height, to - tile.y);
  for (let y = Math.max(0, from - tile.y); y < last; y++) {
    const start = cellsUnder(y, tile.height, rows)[0] * columns;
    const out = (tile.y + y - from) * width + tile.x;
    if (start === above) {
      pixels.copyWithin(out, out - width, out - width + tile.width);
      continue;
    }
    above = start;
    for (let column = 0; column < columns; column++) {
      const value = values[start + column];
      const end = out + edges[column + 1];
      let at = out + edges[column];
      if (value !== value) {
        // Half a pixel each way: of a stripe that is enlarged, both edges lie between the pixels of the small one.
        for (; at < end; at++) {
          const along = (at - out + y + 1) / stripes - 0.5;
          pixels[at] = (along + HATCH_PERIOD) % HATCH_PERIOD < HATCH_WIDTH ? hatch : nan;
        }
        // Stripes are another in every row.
        above = -1;
        continue;
      }
      let color: number;
      if (value >= low && value <= high) {
        const place = linear ? (value - low) * factor : scalePosition(look.scale, value) * FINE;
        color = colors[(place + 0.5) | 0];
      } else if (value <= MASKED_BELOW) color = masked;
      else color = value < low ? under : over;
      for (; at < end; at++) pixels[at] = color;
    }
  }
}

/** First pixel of each column, as `cellsUnder` has it, and behind the last the width. */
function columnEdges(width: number, columns: number): Uint32Array {
  const edges = new Uint32Array(columns + 1);
  for (let column = 1; column <= columns; column++) {
    // The first pixel whose middle lies in the column or behind it.
    edges[column] = Math.ceil((2 * column * width - columns) / (2 * columns));
  }
  return edges;
}

const fine = new WeakMap<Uint8Array, Uint32Array>();

/** A colour table with more entries, packed; made once, as long as it is somebody's. */
function fineColors(table: Uint8Array): Uint32Array {
  let colors = fine.get(table);
  if (!colors) {
    colors = new Uint32Array(FINE + 1);
    for (let i = 0; i <= FINE; i++) {
      const below = 3 * Math.min(TABLE_SIZE - 2, Math.floor(i / STEPS));
      const part = (3 * i - STEPS * below) / (3 * STEPS);
      const mix = (at: number) => Math.round(table[at] + (table[at + 3] - table[at]) * part);
      colors[i] = packed(mix(below), mix(below + 1), mix(below + 2), 255);
    }
    fine.set(table, colors);
  }
  return colors;
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** One pixel as the 32-bit word that lies in memory as red, green, blue, alpha. */
const packed: (red: number, green: number, blue: number, alpha: number) => number = littleEndian
  ? (red, green, blue, alpha) => (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0
  : (red, green, blue, alpha) => ((red << 24) | (green << 16) | (blue << 8) | alpha) >>> 0;

const pack = ([red, green, blue, alpha]: Rgba) => packed(red, green, blue, alpha);
