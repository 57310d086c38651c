// Loaded with the first run: an element that nobody has started draws nothing.
export { drawCurve } from './chart.js';
export { drawPicture } from './picture-canvas.js';
export { gridOf } from './view.js';
