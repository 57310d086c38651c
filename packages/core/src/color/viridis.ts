import type { Colormap } from './colormap.js';
import { viridis as encoded } from './maps/viridis.js';
import { decodeTable } from './table.js';

let map: Colormap | null = null;

/** The map `viridis` alone: for a view that has no other. */
export const viridis = (): Colormap => (map ??= { name: 'viridis', diverging: false, table: decodeTable(encoded) });
