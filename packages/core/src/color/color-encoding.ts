import { MASKED_BELOW } from '../math/masked.js';
import type { ColorScale } from './scale.js';
import { scalePosition } from './scale.js';
import { TABLE_SIZE } from './table.js';

/** sRGB bytes and opacity, each 0 to 255. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Encoding of values as colours. */
export interface ColorEncoding {
  /** 256 × 3 sRGB bytes, mixed linearly between entries. */
  readonly table: Uint8Array;
  readonly scale: ColorScale;
  /** Values that are not numbers; drawn hatched with `hatch`. */
  readonly nan: Rgba;
  readonly hatch: Rgba;
  /** Cells that may not be attended: −Infinity, or a mask's fill value at or below MASKED_BELOW. */
  readonly masked: Rgba;
  /** Below the domain. */
  readonly under: Rgba;
  /** Above the domain. */
  readonly over: Rgba;
}

/** Hatch of NaN cells: diagonal stripes, in device pixels. */
export const HATCH_PERIOD = 8;
export const HATCH_WIDTH = 3;

/** Colour of one value, without the hatch: for legends, exports and tests. */
export function colorOf(look: ColorEncoding, value: number): Rgba {
  if (Number.isNaN(value)) return look.nan;
  if (value <= MASKED_BELOW) return look.masked;
  if (value < look.scale.domain[0]) return look.under;
  if (value > look.scale.domain[1]) return look.over;
  return tableColor(look.table, scalePosition(look.scale, value));
}

/** Colour at a place 0 to 1 of a table, mixed between its entries. */
export function tableColor(table: Uint8Array, position: number): Rgba {
  const place = Math.min(1, Math.max(0, position)) * (TABLE_SIZE - 1);
  const entry = Math.min(TABLE_SIZE - 2, Math.floor(place));
  const part = place - entry;
  const mix = (channel: number) => {
    const below = table[entry * 3 + channel];
    return Math.round(below + (table[entry * 3 + 3 + channel] - below) * part);
  };
  return [mix(0), mix(1), mix(2), 255];
}
