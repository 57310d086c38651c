// What pages add to, for their own colours, files and languages. Every element gives it on, so that a page with one file has it too.
export { type Color, type ColormapDefinition, registerColormap } from './color/register-colormap.js';
export type { ColormapKind } from './color/stored-colormap.js';
