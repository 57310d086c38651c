import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Cell } from '../interaction/cell-cursor.js';
import type { Language } from '../languages.js';
import { LINE } from '../axis/labels.js';
import { Memo } from '../memo.js';
import type { Box } from '../parts/box.js';
import { GoTo, type TokenSide } from './go-to.js';
import { type ZoomContext, ZoomControl, type ZoomHost } from './zoom-control.js';
import { STEP, ZoomGestures } from './zoom-gestures.js';
import { type MapContent, ZoomLayer } from './zoom-layer.js';
import { type SayZoom, sayZoom } from './zoom-strings.js';
import { adoptZoomStyles } from './zoom-styles.js';
import type { ZoomWindow } from './zoom-window.js';

/** Figure around a zoomed matrix. */
export interface ZoomedFigure extends ZoomContext {
  readonly language: () => Language;
  readonly number: (value: number) => string;
  /** Box of the matrix in the plot. */
  readonly box: () => Box;
  /** Cell of the keyboard. */
  readonly cursor: () => Cell;
  /** Sides with the tokens that a reader may go to. */
  readonly sides: () => readonly TokenSide[];
  /** Takes the keyboard to a cell. */
  readonly reach: (cell: Cell) => void;
}

const signs = {
  out: svg`<circle cx="7" cy="7" r="4.5"></circle><path d="M10.5 10.5 14 14M5 7h4"></path>`,
  in: svg`<circle cx="7" cy="7" r="4.5"></circle><path d="M10.5 10.5 14 14M5 7h4M7 5v4"></path>`,
  whole: svg`<path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"></path>`,
};

/** Words for the two sides of a matrix. */
export interface SideNames {
  readonly rows: string;
  readonly columns: string;
}

/** Everything by which a reader moves a window over a matrix: gestures and keys, buttons, the small map, sentences. */
export class ZoomPart {
  readonly control: ZoomControl;
  readonly #host: ZoomHost;
  readonly #figure: ZoomedFigure;
  readonly #words = new Memo<SayZoom>();
  readonly #goTo: GoTo;
  #plot: HTMLElement | null = null;
  #layer: ZoomLayer | null = null;
  /** Whether a reader has turned a wheel to no effect. */
  #isHinting = false;

  constructor(host: ZoomHost, figure: ZoomedFigure) {
    this.#host = host;
    this.#figure = figure;
    this.control = new ZoomControl(host, figure);
    this.#goTo = new GoTo(host, (place) => {
      const cell = { ...figure.cursor(), ...place };
      const { width, height } = figure.box();
      // As many cells as there is room for their names.
      this.control.centre(cell, Math.floor(Math.min(width, height) / LINE));
      figure.reach(cell);
    });
    adoptZoomStyles(host.shadowRoot!);
  }

  get window(): ZoomWindow | null {
    return this.control.window;
  }

  /** Buttons, for the end of the line under the plot: there they move nothing when they come. */
  tools(): TemplateResult | typeof nothing {
    const { size, window, canZoomIn } = this.control;
    if (!size) return nothing;
    const say = this.#say;
    const { row, column } = this.#middle();
    const zoom = (factor: number) => () => this.control.zoomBy(factor, { row, column });
    const button = (label: string, sign: SVGTemplateResult, isOff: boolean, act: () => void) =>
      html`<button type="button" part="button" aria-label=${label} title=${label} ?disabled=${isOff} @click=${act}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">${sign}</svg>
      </button>`;
    return html`<div class="zoom-tools" role="group">
      ${this.#goTo.render(this.#figure.sides(), say)}
      ${button(say('zoomOut'), signs.out, !window, zoom(1 / STEP))}
      ${button(say('zoomIn'), signs.in, !canZoomIn, zoom(STEP))}
      ${button(say('whole'), signs.whole, !window, () => this.control.showAll())}
    </div>`;
  }

  /** Sentence in the place of the hint, after a wheel was turned; null where none was. */
  get hint(): string | null {
    if (!this.#isHinting) return null;
    const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
    return this.#say(this.window ? 'moving' : 'wheel', { key: isApple ? '⌘' : 'Ctrl' });
  }

  /** How keys zoom. */
  get help(): string {
    return this.#say('help');
  }

  /** Note on what part is shown, for a list of notes (`shown`) or as a sentence (`seen`); empty where all is. */
  note(how: 'shown' | 'seen', { rows, columns }: SideNames): readonly string[] {
    const { window, size } = this.control;
    if (!window || !size) return [];
    const { number } = this.#figure;
    const [from, to] = [window.rows[0], window.rows[1] - 1].map(number);
    const [first, last] = [window.columns[0], window.columns[1] - 1].map(number);
    return [
      this.#say(how, { rows, columns, from, to, first, last, height: number(size.rows), width: number(size.columns) }),
    ];
  }

  /** Takes a rendering. @param spot where the reader looks, in the plot; null where that is nowhere */
  draw(plot: HTMLElement, content: MapContent | null, spot: { x: number; y: number } | null): void {
    if (plot !== this.#plot) this.#attach(plot);
    plot.classList.toggle('zoomable', this.control.size !== null);
    const { window } = this;
    if (window && content) this.#layer!.show(content, window, this.#figure.box(), spot);
    else this.#layer!.hide();
  }

  #attach(plot: HTMLElement): void {
    this.#plot = plot;
    const { box, cursor } = this.#figure;
    const layer = (this.#layer = new ZoomLayer(plot, (at) => this.control.centre(at)));
    const hint = (isHinting: boolean) => {
      if (isHinting === this.#isHinting) return;
      this.#isHinting = isHinting;
      this.#host.requestUpdate();
    };
    const gestures = new ZoomGestures(plot, this.control, {
      box,
      cursor,
      choosing: (part) => layer.choose(part),
      scrolled: () => hint(true),
      asked: () => void this.#goTo.open(),
    });
    gestures.listen();
    plot.addEventListener('pointerleave', () => hint(false));
  }

  /** Where buttons zoom: at the cell of the keyboard where that is seen, else in the middle. */
  #middle(): Cell {
    const { rows, columns } = this.control.current;
    const cell = this.#figure.cursor();
    const isSeen =
      this.window !== null &&
      cell.row >= rows[0] &&
      cell.row < rows[1] &&
      cell.column >= columns[0] &&
      cell.column < columns[1];
    if (isSeen) return { row: cell.row + 0.5, column: cell.column + 0.5 };
    return { row: (rows[0] + rows[1]) / 2, column: (columns[0] + columns[1]) / 2 };
  }

  get #say(): SayZoom {
    const language = this.#figure.language();
    return this.#words.of([language], () => sayZoom(language));
  }
}
