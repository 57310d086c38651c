// Saving of figures, loaded lazily: few readers of a page do.
export { saveFile } from './save.js';
export { figureCsv, figurePdf, figurePng, figureSvg, figureTikz, figureTypst, saveFigure } from './save-figure.js';
