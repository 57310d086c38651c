// Apart from the rest of the room: these are classes of Lit, and files that are loaded later bring no Lit of their own.
export { AttentionElement, type AttentionTools, type Interaction } from './attention-element.js';
export type { FigureContent } from '../parts/figure-frame.js';
export { FigureElement, type FigureTools } from './figure-element.js';
export { PlotController } from './plot-controller.js';
