import { canvasContext } from '../canvas-context.js';

/** Ascent and descent of the ink of a text, above and below its line, in pixels. */
export interface Ink {
  readonly ascent: number;
  readonly descent: number;
}

interface Size extends Ink {
  readonly width: number;
}

/** Widths and heights of texts in one font, measured once each. */
export class TextMeasure {
  readonly #font: string;
  readonly #page: Document;
  readonly #scale: number;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #sizes = new Map<string, Size>();
  /** Lengths of characters in a line that runs down. */
  readonly #lengths = new Map<string, number>();
  readonly #others = new Map<string, TextMeasure>();

  /**
   * @param font as in CSS: `12px system-ui`
   * @param page the document whose fonts they are
   * @param scale of its sizes on this page
   */
  constructor(font: string, page: Document = document, scale = 1) {
    this.#font = font;
    this.#page = page;
    this.#scale = scale;
    this.#context = canvasContext(page.createElement('canvas'));
    if (this.#context) this.#context.font = font;
  }

  /** The same font in another size, and in the weight of titles. */
  at(size: number, weight: 400 | 600 = 400): TextMeasure {
    const font = this.#font.replace(/(\d+ )?[\d.]+px/, `${weight} ${size * this.#scale}px`);
    let other = this.#others.get(font);
    if (!other) this.#others.set(font, (other = new TextMeasure(font, this.#page, this.#scale)));
    return other;
  }

  /** Width in CSS pixels. */
  width(text: string): number {
    return this.#size(text).width;
  }

  /** The widest of them, 0 of none. */
  widest(texts: Iterable<string>): number {
    let most = 0;
    for (const text of texts) most = Math.max(most, this.width(text));
    return most;
  }

  /** Ascent of the highest and descent of the lowest letter of all texts, in pixels. */
  ink(texts: Iterable<string>): Ink {
    let [ascent, descent] = [0, 0];
    for (const text of texts) {
      const size = this.#size(text);
      ascent = Math.max(ascent, size.ascent);
      descent = Math.max(descent, size.descent);
    }
    return { ascent, descent };
  }

  /** The text, or as much of its beginning as fits with an ellipsis; never less than one character. */
  shorten(text: string, room: number): string {
    return cut(text, room, (part) => this.width(part));
  }

  /**
   * Lengths of texts that stand upright, one character under the other, which no canvas can measure: fonts may have a size for
   * it, and of those that have none, or not that character, it is the height of their lines.
   */
  lengths(texts: readonly string[]): (text: string) => number {
    const unknown = [...new Set(texts.flatMap(graphemes))].filter((one) => !this.#lengths.has(one));
    if (unknown.length > 0) {
      // Of the page's styles none may reach it, nor may what is watching the page's text be told of it.
      const page = this.#page;
      const host = page.createElement('span');
      host.style.cssText = 'all:initial;position:fixed;visibility:hidden';
      const svg = page.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.style.font = this.#font;
      svg.style.writingMode = 'vertical-rl';
      const lines = unknown.map((one) => {
        const line = page.createElementNS(svg.namespaceURI, 'text') as SVGTextElement;
        line.textContent = one;
        return line;
      });
      svg.append(...lines);
      host.attachShadow({ mode: 'open' }).append(svg);
      page.documentElement.append(host);
      lines.forEach((line, i) => this.#lengths.set(unknown[i], line.getComputedTextLength()));
      host.remove();
    }
    return (text) => graphemes(text).reduce((sum, one) => sum + (this.#lengths.get(one) ?? this.width(one)), 0);
  }

  #size(text: string): Size {
    let size = this.#sizes.get(text);
    if (!size) {
      const metrics = this.#context?.measureText(text);
      this.#sizes.set(
        text,
        (size = {
          width: metrics?.width ?? text.length * 7,
          ascent: metrics?.actualBoundingBoxAscent ?? 9,
          descent: metrics?.actualBoundingBoxDescent ?? 3,
        }),
      );
    }
    return size;
  }
}

/** The text, or as much of its beginning as is no longer than `room` with an ellipsis; never less than one character. */
export function cut(text: string, room: number, lengthOf: (part: string) => number): string {
  if (lengthOf(text) <= room) return text;
  const characters = graphemes(text);
  let low = 1;
  let high = characters.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lengthOf(`${characters.slice(0, middle).join('')}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null;

/** Characters as a reader takes them: an emoji or a letter with its marks is never cut apart. */
export function graphemes(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];
}
