import { canvasContext } from '../canvas-context.js';

/** Widths of texts in one font, measured once each. */
export class TextMeasure {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #widths = new Map<string, number>();

  /** @param font as in CSS: `12px system-ui` */
  constructor(font: string) {
    this.#context = canvasContext(document.createElement('canvas'));
    if (this.#context) this.#context.font = font;
  }

  /** Width in CSS pixels. */
  width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined)
      this.#widths.set(text, (width = this.#context?.measureText(text).width ?? text.length * 7));
    return width;
  }

  /** The text, or as much of its beginning as fits with an ellipsis; never less than one character. */
  shorten(text: string, room: number): string {
    if (this.width(text) <= room) return text;
    const characters = graphemes(text);
    let low = 1;
    let high = characters.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(`${characters.slice(0, middle).join('')}…`) <= room) low = middle;
      else high = middle - 1;
    }
    return `${characters.slice(0, low).join('')}…`;
  }
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null;

/** What a reader takes for characters: an emoji or a letter with its marks is never cut apart. */
function graphemes(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];
}
