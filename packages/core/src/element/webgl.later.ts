// Drawing on the graphics device, in a part of its own: the painter is quick enough for most pictures.
export { drawHeatmap, Stage } from '../gl/index.js';
