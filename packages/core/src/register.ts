// Registries that pages add to: colours, files and languages. Every element gives them on, so that a page with one file has them too.
export { type Color, type ColormapDefinition, registerColormap } from './color/register-colormap.js';
export type { ColormapKind } from './color/stored-colormap.js';
export type { Format, FormatReader, ReadContext } from './data/formats/format.js';
export { registerFormat } from './data/formats/register-format.js';
export { registerTranslation, type Translation } from './element/register-translation.js';
