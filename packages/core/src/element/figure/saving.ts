// Saving of figures, loaded lazily: few readers of a page do.
export { csvParts } from '../../data/write/index.js';
export { csvFile, csvString } from './csv-file.js';
export { sceneToPng } from './png.js';
export { scaleOf } from './png-scale.js';
export { saveFile } from './save.js';
export { readSaved } from './saved-figure.js';
export { sceneToSvg } from './svg.js';
