export { draw, panels, update } from '../shared/ours.js';
