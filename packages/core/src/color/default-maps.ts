import { inferno as storedInferno } from './maps/inferno.js';
import { vik as storedVik } from './maps/vik.js';
import { viridis as storedViridis } from './maps/viridis.js';
import { type Colormap, findColormap } from './stored-colormap.js';

// One map each: for a view that begins with it, and loads the others where an author names one.
export const viridis = (): Colormap => findColormap('viridis', { viridis: storedViridis })!;
export const inferno = (): Colormap => findColormap('inferno', { inferno: storedInferno })!;
export const vik = (): Colormap => findColormap('vik', { vik: storedVik })!;
