// Apart from the rest of the room: these are classes of Lit, and files that are loaded later bring no Lit of their own.
export { AttentionElement, type Interaction } from './attention-element.js';
export { FigureElement, type Say } from './figure-element.js';
export { PlotController } from './plot-controller.js';
