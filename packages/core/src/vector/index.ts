// What becomes of a saved figure for papers: from the SVG that elements save, without the DOM.
export { svgToPdf } from './pdf.js';
export { type PaperSize, type Scaled, scaledTo } from './size.js';
export { readSvg, type Stripes, type SvgFigure, type SvgItem, type SvgPath, type SvgText } from './svg-items.js';
export type { TextPainter, TextPixels } from './text-painter.js';
export { svgToTikz, type TikzFigure } from './tikz.js';
export { svgToTypst } from './typst.js';
