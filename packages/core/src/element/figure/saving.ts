// Saving of figures, loaded lazily: few readers of a page do.
export { csvParts } from '../../data/write/index.js';
export { largestScale, sceneToPng } from './png.js';
export { saveFile } from './save.js';
export { readScene } from './scene.js';
export { csvFile, csvString } from './csv-file.js';
export { sceneToSvg } from './svg.js';
