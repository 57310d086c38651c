import { registered } from '../registry.js';
import { decodeTable, type EncodedTable, reverseTable } from './table.js';

/** From low to high, or two hues around a middle, whose domain is centred on 0. */
export const colormapKinds = ['sequential', 'diverging'] as const;
export type ColormapKind = (typeof colormapKinds)[number];

/** A colour map as it is stored, and as it is registered. */
export interface StoredColormap {
  readonly kind: ColormapKind;
  /** 256 × 3 sRGB bytes, or what makes them. */
  readonly table: EncodedTable | Uint8Array;
}

/** A colour table by name. */
export interface Colormap {
  /** Name in lower case, with `_r` when reversed. */
  readonly name: string;
  readonly kind: ColormapKind;
  /** Whether the kind is `diverging`. */
  readonly diverging: boolean;
  /** 256 × 3 sRGB bytes. */
  readonly table: Uint8Array;
}

const decoded = new WeakMap<StoredColormap, Map<string, Colormap>>();

/** A colour map that was registered, or is one of these, by name, in any case; null where there is none of that name. */
export function findColormap(given: string, builtIn: Readonly<Record<string, StoredColormap>> = {}): Colormap | null {
  const name = given.toLowerCase();
  const base = name.replace(/_r$/, '');
  const own = Object.hasOwn(builtIn, base) ? builtIn[base] : null;
  const stored = registered<StoredColormap>('colormaps').get(base) ?? own;
  if (!stored) return null;
  let made = decoded.get(stored);
  if (!made) decoded.set(stored, (made = new Map()));
  let map = made.get(name);
  if (!map) {
    const { kind } = stored;
    const table = stored.table instanceof Uint8Array ? stored.table : decodeTable(stored.table);
    map = { name, kind, diverging: kind === 'diverging', table: name === base ? table : reverseTable(table) };
    made.set(name, map);
  }
  return map;
}
