// What a figure is in papers: apart from what else saves, as fewer readers ask for it.
import { writeZip } from '../../data/write/index.js';
import { type PaperSize, svgToPdf, svgToTikz, svgToTypst, type TikzFigure } from '../../vector/index.js';
import { paintText } from './paint-text.js';

export { svgToTikz as tikzOf, svgToTypst as typstOf };

export const pdfOf = (svg: string, title: string, size?: PaperSize): Promise<Blob> =>
  svgToPdf(svg, title, paintText, size);

/** A picture for LaTeX as one file: with what it includes, where that is anything. @param name of its files */
export function tikzFile(
  { source, files }: TikzFigure,
  name: string,
): { readonly kind: string; readonly content: Blob } {
  if (files.size === 0) return { kind: 'tex', content: new Blob([source]) };
  const members = new Map<string, Uint8Array>([[`${name}.tex`, new TextEncoder().encode(source)], ...files]);
  return { kind: 'zip', content: new Blob([writeZip(members) as BlobPart], { type: 'application/zip' }) };
}
