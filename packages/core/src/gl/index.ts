export { drawHeatmap } from './passes/heatmap.js';
export { type PictureTarget, Stage, type StageArea, type StageView } from './stage.js';
