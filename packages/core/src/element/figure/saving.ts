// Saving of figures, loaded lazily: few readers of a page do.
export { saveFile } from './save.js';
export { figureCsv, figurePng, figureSvg, saveFigure } from './save-figure.js';
