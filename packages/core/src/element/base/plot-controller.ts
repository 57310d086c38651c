import type { ReactiveControllerHost } from 'lit';
import { FontController } from '../axis/font-controller.js';
import type { TextMeasure } from '../axis/measure-text.js';
import { type Ink, inkOf, inkProbe } from '../chart/ink.js';
import { type Room, SizeController } from '../size.js';
import { type ThemeColors, ThemeController } from '../theme.js';
import { frameOf } from '../tree.js';

/** Heights of the figure, the caption and the room are whole numbers, each off by up to half a pixel. */
const ROUNDING = 2;

/** Height in pixels that the plot has at least, however low the page makes the figure. */
const LOWEST = 80;

/** The plot of a figure, which grows and shrinks with it: the room it has, the font of its labels, the colours of the page. */
export class PlotController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #hasInk: boolean;
  readonly #theme: ThemeController;
  readonly #font: FontController;
  readonly #size: SizeController;
  /** Height of everything but the plot, known after it was once on the page. */
  #around = 110;

  /**
   * @param isFitted whether it fits into a height that the page fixes; else it is as high as it needs to be, whatever the page says
   * @param hasInk whether it has lines, whose `ink` is read from the page
   */
  constructor(host: ReactiveControllerHost & HTMLElement, { isFitted = true, hasInk = false } = {}) {
    this.#host = host;
    this.#hasInk = hasInk;
    this.#theme = new ThemeController(host);
    this.#font = new FontController(host);
    this.#size = new SizeController(host, isFitted ? () => frameOf(host) : null);
  }

  /** The room of the plot: the width of the figure, and its height, where the page fixes that, without what is not plot. */
  get room(): Room {
    const { height } = this.#size.room;
    return { ...this.#size.room, height: height === null ? null : Math.max(LOWEST, height - this.#around) };
  }

  get colors(): ThemeColors {
    return this.#theme.colors;
  }

  /** The figure itself has changed its colours, and draws with them at once. */
  recolor(): void {
    this.#theme.forget();
  }

  /** Colours of lines on this page. */
  get ink(): Ink {
    return inkOf(this.#host.shadowRoot);
  }

  /** Probes that colours are read from, to be rendered. */
  get probe(): unknown {
    const { probe } = this.#theme;
    return this.#hasInk ? [probe, inkProbe] : probe;
  }

  /** Room and measure that a layout is made with. @param size of the labels' font, in pixels */
  layout(size: number): { readonly room: Room; readonly measure: TextMeasure } {
    return { room: this.room, measure: this.#font.measure(size) };
  }

  /** Before each rendering: the room is known. */
  prepare(): void {
    if (this.#size.room.width === 0) this.#size.measure();
  }

  /** After each rendering. @param plot as it is on the page */
  measureAround(plot: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const { offsetHeight: caption } = this.#host.shadowRoot!.querySelector<HTMLElement>('slot[name=caption]')!;
    const around = plot.parentElement!.offsetHeight - plot.offsetHeight + caption + ROUNDING;
    if (around === this.#around) return;
    this.#around = around;
    // After this update, which is not over yet.
    queueMicrotask(() => this.#host.requestUpdate());
  }
}
