import type { ComputedStyles, Style } from './computed-styles.js';
import { fontOf, type Rect } from './inline-layout.js';
import { Layout } from './layout.js';
import { familiesOf, heightOf, widthOf } from './fonts.js';
import { matrixOf } from './transforms.js';

/** Figure whose places are asked for: it is laid out anew with every question that begins a reading of them. */
export class Geometry {
  readonly #width: number;
  readonly #styles: ComputedStyles;
  #layout: Layout | null = null;
  #figure: Element | null = null;

  constructor(width: number, styles: ComputedStyles) {
    this.#width = width;
    this.#styles = styles;
  }

  /** Answers the page's questions about places and styles. */
  install(page: Window & typeof globalThis): void {
    // oxlint-disable-next-line typescript/no-this-alias -- Methods of elements have a `this` of their own.
    const geometry = this;
    const define = (target: object, name: string, get: (this: any) => unknown) =>
      Object.defineProperty(target, name, { configurable: true, get });
    const elements = page.Element.prototype;
    elements.getBoundingClientRect = function (this: Element) {
      return rectangle(geometry.#box(this));
    };
    elements.getClientRects = function (this: Element) {
      return geometry.#boxes(this).map(rectangle) as unknown as DOMRectList;
    };
    const { prototype } = page.HTMLElement;
    for (const [name, side] of [
      ['offsetWidth', 'width'],
      ['offsetHeight', 'height'],
    ] as const)
      define(prototype, name, function (this: Element) {
        return Math.round(geometry.#box(this)[side]);
      });
    define(prototype, 'clientWidth', function (this: Element) {
      return this.shadowRoot ? geometry.#width : Math.round(geometry.#box(this).width);
    });
    // What a figure's height would be without its content: that which an author gives it.
    define(prototype, 'clientHeight', function (this: Element) {
      return this.shadowRoot ? Number(this.getAttribute('height') ?? 0) : Math.round(geometry.#box(this).height);
    });
    page.Range.prototype.getClientRects = function (this: Range) {
      return geometry.#textRects(this).map(rectangle) as unknown as DOMRectList;
    };
    const text = page.document.createElementNS('http://www.w3.org/2000/svg', 'text');
    Object.assign(prototypeWith(text, 'getScreenCTM'), {
      getScreenCTM(this: Element) {
        return new TransformMatrix(geometry.#matrix(this));
      },
      getBBox(this: Element) {
        return geometry.#textBox(this);
      },
    });
    Object.assign(prototypeWith(text, 'getComputedTextLength'), {
      getComputedTextLength(this: Element) {
        return widthOf(this.textContent ?? '', fontOf(geometry.#styles.of(this)));
      },
    });
    page.getComputedStyle = (element: Element) => styleOf(geometry.#styles.of(element));
    Object.assign(globalThis, { getComputedStyle: page.getComputedStyle, DOMRect: page.DOMRect });
  }

  /** The layout of the figure that an element is in. A question about the figure itself begins anew. */
  #of(element: Node): Layout | null {
    const root = element.getRootNode() as ShadowRoot;
    const host = root.host ?? (element as Element).closest?.('[data-rendered]') ?? null;
    const figure = host?.shadowRoot?.querySelector('.frame') ?? null;
    if (!figure || !host) return null;
    const isNew = (element as Element).classList?.contains('figure') || figure !== this.#figure;
    if (!this.#layout || isNew) {
      this.#styles.forget();
      this.#figure = figure;
      this.#layout = new Layout(host, this.#width, this.#styles);
    }
    return this.#layout;
  }

  #boxes(element: Element): readonly Rect[] {
    if (element.shadowRoot) return [{ x: 0, y: 0, width: this.#width, height: 0 }];
    return this.#of(element)?.boxes(element) ?? [];
  }

  #box(element: Element): Rect {
    const boxes = this.#boxes(element);
    if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
    const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** Where the letters of a range stand. */
  #textRects({ startContainer: node, startOffset, endOffset }: Range): Rect[] {
    const layout = this.#of(node);
    const found =
      layout?.fragments(node as Text).filter(({ start, end }) => start < endOffset && end > startOffset) ?? [];
    if (found.length === 0) return [];
    // A word of several pieces in one line is one.
    const line = found.filter(({ y }) => Math.abs(y - found[0].y) < 2);
    const right = line.at(-1)!;
    return [{ ...line[0], width: right.x + right.width - line[0].x }];
  }

  #matrix(shape: Element): readonly number[] {
    const svg = shape.localName === 'svg' ? shape : shape.closest('svg');
    return svg === shape || !svg ? [1, 0, 0, 1, 0, 0] : matrixOf(shape, this.#box(svg));
  }

  #textBox(text: Element): Rect {
    const style = this.#styles.of(text);
    const font = fontOf(style);
    const width = widthOf(text.textContent ?? '', font);
    const share = { start: 0, middle: 0.5, end: 1 }[style.get('text-anchor') ?? 'start'] ?? 0;
    const { ascent, descent } = heightOf(font);
    return {
      x: Number(text.getAttribute('x') ?? 0) - share * width,
      y: Number(text.getAttribute('y') ?? 0) - ascent,
      width,
      height: ascent + descent,
    };
  }
}

/** The prototype of an element that has a method: not all classes have a name on the page. */
function prototypeWith(element: object, name: string): object {
  let prototype = Object.getPrototypeOf(element);
  while (!Object.hasOwn(prototype, name)) prototype = Object.getPrototypeOf(prototype);
  return prototype;
}

const rectangle = ({ x, y, width, height }: Rect): DOMRect => new DOMRect(x, y, width, height);

/** Of the matrices of SVG what a reader of shapes asks for; places of an SVG are all in its own coordinates. */
class TransformMatrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;

  constructor([a, b, c, d, e, f]: readonly number[]) {
    [this.a, this.b, this.c, this.d, this.e, this.f] = [a, b, c, d, e, f];
  }

  /** An SVG's own matrix is the identity. */
  inverse(): this {
    return this;
  }

  multiply(other: TransformMatrix): TransformMatrix {
    return other;
  }
}

/** Computed values by their names in scripts, with the families behind generic names. */
function styleOf(style: Style): CSSStyleDeclaration {
  const value = (name: string) => {
    if (name === 'font') return fontOf(style);
    if (name === 'font-family') return familiesOf(style.get(name)!);
    return style.get(name) ?? '';
  };
  return new Proxy({} as CSSStyleDeclaration, {
    get: (_, name) => {
      if (name === 'getPropertyValue') return value;
      return typeof name === 'string'
        ? value(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
        : undefined;
    },
  });
}
