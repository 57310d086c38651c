// Apart from the rest of the room: base classes of elements.
export { AttentionElement, type AttentionTools } from './attention-element.js';
export type { FigureContent } from '../parts/figure-frame.js';
export { FigureTemplate } from './figure-template.js';
export { FigureElement } from './figure-element.js';
export type { FigureTools } from './figure-tools.js';
export { PlotController } from './plot-controller.js';
