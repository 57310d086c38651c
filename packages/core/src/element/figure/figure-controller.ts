import type { ReactiveControllerHost } from 'lit';
import { AttnError } from '../../errors.js';
import { sayable } from '../english.js';
import type { Failure } from '../failure.js';
import { fireError } from '../fire-error.js';
import { lazy } from '../../lazy.js';
import type { PaperSize, TikzFigure } from '../../vector/index.js';
import type { PictureSize } from './png-scale.js';

/** Files that a reader can save. */
export type SavedKind = 'svg' | 'png' | 'pdf' | 'tikz' | 'typst' | 'csv';

/** Host of a figure that can be saved. */
export interface FigureHost extends ReactiveControllerHost, HTMLElement {
  /** Settles once the present figure is on the page, or has failed. */
  readonly ready: Promise<void>;
}

/** Figure of an element, as it is when it is saved. */
export interface FigureToSave {
  /** Why it is not shown; null where it is. */
  failure(): Failure | null;
  /** Whether it has taken the place of the author's own content. */
  isThere(): boolean;
  /** Draws its canvases, seen or not. */
  drawNow(): void;
  /** Line that the file has above all others: what it is of, which buttons say on the page; null without one. */
  line(): string | null;
  title(): string;
  description(): string;
  /** Anything that helps to make the figure again: the source, the head, the scale. */
  metadata(): Readonly<Record<string, unknown>>;
  /** Rows of the table of its values; null before there are any. */
  rows(): Iterable<readonly (string | number)[]> | null;
}

const saving = () => lazy(() => import('./saving.js'));

/**
 * Saves an element's figure: as SVG and PNG from what the screen shows, as CSV from its numbers. What does so is loaded when it
 * is first needed; where it is missing, promises reject with `not-loaded`.
 */
export class FigureController {
  readonly #host: FigureHost;
  readonly #figure: FigureToSave;
  #error: AttnError | null = null;

  constructor(host: FigureHost, figure: FigureToSave) {
    this.#host = host;
    this.#figure = figure;
  }

  /** Why the reader's last file could not be saved. */
  get error(): AttnError | null {
    return this.#error;
  }

  svg(): Promise<string> {
    return this.#with(({ figureSvg }) => figureSvg(this.#host, this.#figure));
  }

  png(size: PictureSize = {}): Promise<Blob> {
    return this.#with(({ figurePng }) => figurePng(this.#host, this.#figure, size));
  }

  pdf(size?: PaperSize): Promise<Blob> {
    return this.#with(({ figurePdf }) => figurePdf(this.#host, this.#figure, size));
  }

  tikz(size?: PaperSize & { readonly name?: string }): Promise<TikzFigure> {
    return this.#with(({ figureTikz }) => figureTikz(this.#host, this.#figure, size));
  }

  typst(size?: PaperSize): Promise<string> {
    return this.#with(({ figureTypst }) => figureTypst(this.#host, this.#figure, size));
  }

  csv(): Promise<string> {
    return this.#with(({ figureCsv }) => figureCsv(this.#host, this.#figure));
  }

  /** Begins to load what saves figures, and forgets what went wrong before: a reader has opened the menu. */
  prepare(): void {
    if (this.#error) this.#host.requestUpdate();
    this.#error = null;
    // A part that is missing is told of when it is needed.
    saving().catch(() => {});
  }

  /** Saves as a file named after the figure, for a reader: a failure is told of by an event and by `error`. */
  save(kind: SavedKind): Promise<void> {
    return this.#told(() => this.#with(({ saveFigure }) => saveFigure(this.#host, this.#figure, kind)));
  }

  /** Hands a reader a file that is not of the figure, as `save` does. */
  download(name: string, content: Blob): Promise<void> {
    return this.#told(async () => (await saving()).saveFile(name, content));
  }

  async #told(act: () => Promise<void>): Promise<void> {
    this.#error = null;
    try {
      await act();
    } catch (error) {
      this.#error = AttnError.from(error);
      fireError(this.#host, this.#error);
    }
    this.#host.requestUpdate();
  }

  /** Acts with the module that saves, once all that was asked for is shown. Rejects with errors that have a code, whoever threw them. */
  async #with<Result>(act: (saving: typeof import('./saving.js')) => Promise<Result>): Promise<Result> {
    try {
      const loaded = await saving();
      await this.#host.ready;
      return await act(loaded);
    } catch (error) {
      throw await sayable(AttnError.from(error));
    }
  }
}
