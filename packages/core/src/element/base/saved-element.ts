import type { PaperSize, TikzFigure } from '../../vector/index.js';
import type { FigureController } from '../figure/figure-controller.js';
import type { PictureSize } from '../figure/png-scale.js';
import { StyledElement } from './styled-element.js';

/** An element whose figure a script can have as files. */
export abstract class SavedElement extends StyledElement {
  protected abstract readonly saving: FigureController;

  /**
   * The figure as an SVG document: text stays text, lines stay lines, matrices are embedded images with a pixel for each cell.
   * @throws {AttnError} rejects with what keeps the figure from being shown, `no-figure` where that is nothing, or `not-laid-out`
   *   where it is hidden
   */
  toSVG(): Promise<string> {
    return this.saving.svg();
  }

  /**
   * The figure as a PNG, drawn `scale` times its size on the page, 2 by default, or with `dpi` pixels an inch, of which a page has 96.
   * @throws {AttnError} rejects as `toSVG` does, and with `bad-option` where the scale is no number, or more than can be drawn
   */
  toPNG(size?: PictureSize): Promise<Blob> {
    return this.saving.png(size);
  }

  /**
   * The figure as a page of PDF: text stays text, lines stay lines.
   * @param size its width and the size of all its text on paper, as in `{ width: '85mm', fontSize: '8pt' }`; by default as on the page
   * @throws {AttnError} rejects as `toSVG` does, with `picture-locked` where a picture may not be copied, and with `bad-option` where a size is none
   */
  toPDF(size?: PaperSize): Promise<Blob> {
    return this.saving.pdf(size);
  }

  /**
   * The figure as a `tikzpicture` in LaTeX's own font: `source`, and the `files` of pixels that it includes, by name.
   * @throws {AttnError} rejects as `toPDF` does
   */
  toTikZ(size?: PaperSize & { readonly name?: string }): Promise<TikzFigure> {
    return this.saving.tikz(size);
  }

  /**
   * The figure as a box of Typst, in the document's own font, with its pictures inside.
   * @throws {AttnError} rejects as `toPDF` does
   */
  toTypst(size?: PaperSize): Promise<string> {
    return this.saving.typst(size);
  }

  /**
   * The values that are shown, as CSV.
   * @throws {AttnError} rejects with what keeps them from being there, `no-figure` where that is nothing, and `too-long` where they
   *   are more than a text may hold
   */
  toCSV(): Promise<string> {
    return this.saving.csv();
  }
}
