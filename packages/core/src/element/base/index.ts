// Apart from the rest of the room: base classes of elements.
export { AttentionElement, type AttentionTools } from './attention-element.js';
export type { FigureContent } from '../parts/figure-frame.js';
export { FigureTemplate } from './figure-template.js';
export { FigureElement, type FigureTools } from './figure-element.js';
export { PlotController } from './plot-controller.js';
