import { AttnError, reason, type Reason } from '../errors.js';
import { register } from '../registry.js';
import { type ColormapKind, colormapKinds, type StoredColormap } from './stored-colormap.js';
import { TABLE_SIZE } from './table.js';

/** A colour: red, green and blue from 0 to 255, or `#rrggbb`. */
export type Color = readonly [red: number, green: number, blue: number] | string;

export interface ColormapDefinition {
  /** Colours from low to high, at equal distances and mixed in sRGB between: 256 are the table itself. */
  readonly colors: readonly Color[];
  /** `sequential` by default; the domain of a `diverging` map is centred on 0. */
  readonly kind?: ColormapKind;
}

/**
 * Adds a colour map, for all elements of a page, also those that are on it already: `colormap="name"`, and `name_r` from its
 * other end. A map of the same name is replaced.
 * @param name in any case; letters, digits and hyphens, from a letter on
 * @throws {AttnError} `bad-option`
 */
export function registerColormap(name: string, { colors, kind = 'sequential' }: ColormapDefinition): void {
  const rows = Array.from(colors, bytesOf);
  const refuse = (what: Reason) => new AttnError('bad-option', { name: 'colormap', value: name, ...what });
  if (!/^[a-z][a-z\d-]*$/i.test(name)) throw refuse(reason`a name is letters, digits and hyphens`);
  if (!colormapKinds.includes(kind)) throw refuse(reason`its kind is one of ${colormapKinds}`);
  const isWrong = (row: readonly number[]) => row.length !== 3 || !row.every((value) => value >= 0 && value <= 255);
  if (rows.length < 2 || rows.some(isWrong)) {
    throw refuse(reason`its colors are two or more, each #rrggbb or three numbers from 0 to 255`);
  }
  register('colormaps', name.toLowerCase(), { kind, table: tableOf(rows) } satisfies StoredColormap);
}

/** Text that is no colour gives no three numbers. */
const bytesOf = (color: Color): readonly number[] =>
  typeof color === 'string'
    ? Array.from(/^#(..)(..)(..)$/.exec(color)?.slice(1) ?? [], (part) => Number(`0x${part}`))
    : [...color];

function tableOf(rows: readonly (readonly number[])[]): Uint8Array {
  const table = new Uint8Array(TABLE_SIZE * 3);
  for (let entry = 0; entry < TABLE_SIZE; entry++) {
    const place = (entry / (TABLE_SIZE - 1)) * (rows.length - 1);
    const below = Math.min(rows.length - 2, Math.floor(place));
    for (let channel = 0; channel < 3; channel++) {
      const [low, high] = [rows[below][channel], rows[below + 1][channel]];
      table[entry * 3 + channel] = Math.round(low + (high - low) * (place - below));
    }
  }
  return table;
}
