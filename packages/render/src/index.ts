export { addFonts } from './fonts.js';
export { drawInto, type PageFigure } from './into-page.js';
export { svgToPdf } from './pdf.js';
export { type ElementName, elements, render, type Rendered, type RenderOptions } from './render.js';
export { type PaperSize, svgToTikz, svgToTypst, type TikzFigure } from '@attn-elements/core/vector';
