// Loaded with the first run: an element that nobody has started draws nothing.
export { drawCurve } from './chart.js';
export { drawPicture } from './picture-canvas.js';
export { pictureOf } from './view.js';
