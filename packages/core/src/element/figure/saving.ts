// Saving of figures, loaded lazily: few readers of a page do.
export { csvParts } from './csv.js';
export { sceneToPng } from './png.js';
export { saveFile } from './save.js';
export { readScene } from './scene.js';
export { sceneToSvg } from './svg.js';
