import { MASKED_BELOW } from '../math/masked.js';
import { HATCH_PERIOD, HATCH_WIDTH, type Look, type Rgba, tableColor } from './look.js';
import type { Matrix, Reduction } from './matrix.js';
import { cellsUnder, reduceMatrix } from './reduce.js';
import { scalePosition } from './scale.js';

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
  readonly look: Look;
  readonly reduction: Reduction;
}

/** The farthest from 0 counts as largest where values go both ways. */
export const isSigned = ({ scale: { domain } }: Look) => domain[0] < 0 && domain[1] > 0;

/** Entries of the painter's own table: 16 between two of the colour map's. */
const FINE = 255 * 16;

/** Paints a picture without WebGL: the same colours, to one step of 255, as `gl/passes/heatmap`. Straight RGBA bytes. */
export function paintPicture(picture: Picture): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(picture.width * picture.height * 4);
  const pixels = new Uint32Array(bytes.buffer);
  const colors = fineColors(picture.look);
  for (const tile of picture.tiles) paintTile(picture, tile, colors, pixels);
  return bytes;
}

function paintTile({ width, look, reduction }: Picture, tile: Tile, colors: Uint32Array, pixels: Uint32Array): void {
  const { rows, columns, values } = reduceMatrix(tile.matrix, tile.height, tile.width, reduction, isSigned(look));
  const [low, high] = look.scale.domain;
  const [nan, hatch, masked, under, over] = [look.nan, look.hatch, look.masked, look.under, look.over].map(pack);
  const columnOf = Uint32Array.from({ length: tile.width }, (_, x) => cellsUnder(x, tile.width, columns)[0]);
  const linear = look.scale.kind === 'linear';
  const factor = FINE / (high - low);
  /** Where the cells begin whose row of pixels stands above, and can be repeated. */
  let above = -1;
  for (let y = 0; y < tile.height; y++) {
    const start = cellsUnder(y, tile.height, rows)[0] * columns;
    const out = (tile.y + y) * width + tile.x;
    if (start === above) {
      pixels.copyWithin(out, out - width, out - width + tile.width);
      continue;
    }
    above = start;
    for (let x = 0; x < tile.width; x++) {
      const value = values[start + columnOf[x]];
      if (value >= low && value <= high) {
        const place = linear ? (value - low) * factor : scalePosition(look.scale, value) * FINE;
        pixels[out + x] = colors[(place + 0.5) | 0];
      } else if (value !== value) {
        pixels[out + x] = (x + y) % HATCH_PERIOD < HATCH_WIDTH ? hatch : nan;
        // Stripes are another in every row.
        above = -1;
      } else if (value <= MASKED_BELOW) pixels[out + x] = masked;
      else pixels[out + x] = value < low ? under : over;
    }
  }
}

function fineColors({ table }: Look): Uint32Array {
  return Uint32Array.from({ length: FINE + 1 }, (_, i) => pack(tableColor(table, i / FINE)));
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** One pixel as the 32-bit word that lies in memory as red, green, blue, alpha. */
function pack([red, green, blue, alpha]: Rgba): number {
  return (
    (littleEndian
      ? red | (green << 8) | (blue << 16) | (alpha << 24)
      : (red << 24) | (green << 16) | (blue << 8) | alpha) >>> 0
  );
}
