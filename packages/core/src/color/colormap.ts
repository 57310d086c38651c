import { blues } from './maps/blues.js';
import { cividis } from './maps/cividis.js';
import { greys } from './maps/greys.js';
import { inferno } from './maps/inferno.js';
import { magma } from './maps/magma.js';
import { plasma } from './maps/plasma.js';
import { rdbu } from './maps/rdbu.js';
import { reds } from './maps/reds.js';
import { vik } from './maps/vik.js';
import { viridis } from './maps/viridis.js';
import { decodeTable, reverseTable } from './table.js';

const encoded = { viridis, cividis, magma, inferno, plasma, blues, reds, greys, rdbu, vik };

export type ColormapName = keyof typeof encoded;

/** A colour table by name. */
export interface Colormap {
  /** Name in lower case, with `_r` when reversed. */
  readonly name: string;
  /** Two hues around a middle: its domain is centred on 0. */
  readonly diverging: boolean;
  /** 256 × 3 sRGB bytes. */
  readonly table: Uint8Array;
}

/** The names that `colormap` knows; each may carry `_r` for its reverse, as in Matplotlib. */
export const colormapNames = Object.keys(encoded) as ColormapName[];

const decoded = new Map<string, Colormap>();

/** A colour map by name, in any case (`Reds`, `viridis_r`), or null where there is none of that name. */
export function colormap(name: string): Colormap | null {
  const key = name.toLowerCase();
  const base = key.replace(/_r$/, '');
  if (!Object.hasOwn(encoded, base)) return null;
  let map = decoded.get(key);
  if (!map) {
    const table = decodeTable(encoded[base as ColormapName]);
    const diverging = base === 'rdbu' || base === 'vik';
    map = { name: key, diverging, table: key === base ? table : reverseTable(table) };
    decoded.set(key, map);
  }
  return map;
}
