import type { Colormap } from './colormap.js';
import { inferno as encoded } from './maps/inferno.js';
import { decodeTable } from './table.js';

let map: Colormap | null = null;

/** The map `inferno` alone: for a view that starts with it, and loads the others where they are named. */
export const inferno = (): Colormap => (map ??= { name: 'inferno', diverging: false, table: decodeTable(encoded) });
