import type { ReactiveControllerHost } from 'lit';
import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { fireError } from '../fire-error.js';
import type { PictureSize } from './png-scale.js';
import type { FigureNotes } from './svg.js';

/** Host of a figure that can be saved. */
export interface FigureHost extends ReactiveControllerHost, HTMLElement {
  /** Settles once the present figure is on the page, or has failed. */
  readonly ready: Promise<void>;
}

/** Figure on the page, as it is saved. */
export interface SavedFigure {
  /** The part of the shadow root that is the figure, with its canvases drawn. */
  readonly figure: HTMLElement;
  /** Caption below it; null without one. */
  readonly caption: HTMLElement | null;
  /** Line that a saved figure has above all others: what it is of, which buttons say on the page. */
  readonly line: string | null;
}

export interface FigureSource {
  /** @throws {AttnError} what keeps it from being shown; `no-figure` where that is nothing, and `not-laid-out` where it has no size */
  saved(): SavedFigure;
  notes(): FigureNotes;
  /** @throws {AttnError} what keeps the values from being there; `no-figure` where that is nothing */
  rows(): Iterable<readonly (string | number)[]>;
}

const parts = () => lazy(() => import('./saving.js'));

/**
 * Saves an element's figure: as SVG and PNG from what the screen shows, as CSV from its numbers. What does so is loaded when it
 * is first needed; where it is missing, promises reject with `not-loaded`.
 */
export class FigureController {
  readonly #host: FigureHost;
  readonly #source: FigureSource;
  #error: AttnError | null = null;

  constructor(host: FigureHost, source: FigureSource) {
    this.#host = host;
    this.#source = source;
  }

  /** Why the reader's last file could not be saved. */
  get error(): AttnError | null {
    return this.#error;
  }

  svg(): Promise<string> {
    return tagged(async () => {
      const { readSaved, sceneToSvg } = await this.#parts();
      return sceneToSvg(readSaved(this.#source.saved()), this.#source.notes());
    });
  }

  png(size: PictureSize = {}): Promise<Blob> {
    return tagged(async () => {
      const { readSaved, scaleOf, sceneToPng } = await this.#parts();
      const scene = readSaved(this.#source.saved());
      try {
        return await sceneToPng(scene, scaleOf(scene, size), this.#source.notes());
      } catch (error) {
        // A canvas with a picture of another site on it cannot be read.
        const locked = (error as Error).name === 'SecurityError' && scene.items.find((item) => item.kind === 'picture');
        throw locked ? new AttnError('picture-locked', { url: locked.image.currentSrc }, { cause: error }) : error;
      }
    });
  }

  csv(): Promise<string> {
    return tagged(async () => {
      const { csvParts, csvString } = await this.#parts();
      return csvString(csvParts(this.#source.rows()));
    });
  }

  /** Begins to load what saves figures, and forgets what went wrong before: a reader has opened the menu. */
  prepare(): void {
    if (this.#error) this.#host.requestUpdate();
    this.#error = null;
    // A part that is missing is told of when it is needed.
    parts().catch(() => {});
  }

  /** Saves as a file named after the figure, for a reader: a failure is told of by an event and by `error`. */
  save(kind: 'svg' | 'png' | 'csv'): Promise<void> {
    const title = () => this.#source.notes().title.replace(/[^\p{L}\p{N}]+/gu, '-');
    return this.#hand(
      () => `${title().slice(0, 60) || 'figure'}.${kind}`,
      async () => {
        if (kind === 'png') return this.png();
        if (kind === 'svg') return new Blob([await this.svg()], { type: 'image/svg+xml' });
        const { csvFile, csvParts } = await this.#parts();
        return csvFile(csvParts(this.#source.rows()));
      },
    );
  }

  /** Hands a reader a file that is not of the figure, as `save` does. */
  download(name: string, content: Blob): Promise<void> {
    return this.#hand(
      () => name,
      async () => content,
    );
  }

  async #hand(name: () => string, make: () => Promise<Blob>): Promise<void> {
    this.#error = null;
    try {
      const { saveFile } = await parts();
      const content = await make();
      saveFile(name(), content);
    } catch (error) {
      this.#error = AttnError.from(error);
      fireError(this.#host, this.#error);
    }
    this.#host.requestUpdate();
  }

  /** Module that saves, once all that was asked for is shown. */
  async #parts(): Promise<typeof import('./saving.js')> {
    const loaded = await parts();
    await this.#host.ready;
    return loaded;
  }
}

/** Rejects with errors that have a code, whoever threw them. */
async function tagged<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw AttnError.from(error);
  }
}
