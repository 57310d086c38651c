import type { ReactiveControllerHost } from 'lit';
import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { fireError } from '../fire-error.js';
import type { FigureNotes } from './svg.js';

/** Host of a figure that can be saved. */
export interface FigureHost extends ReactiveControllerHost, HTMLElement {
  /** Settles once the present figure is on the page, or has failed. */
  readonly ready: Promise<void>;
}

export interface FigureSource {
  /** The part of the shadow root that is the figure, with its canvases drawn; null while there is nothing to save. */
  frame(): HTMLElement | null;
  notes(): FigureNotes;
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

  async svg(): Promise<string> {
    const { readScene, sceneToSvg } = await parts();
    return sceneToSvg(readScene(await this.#frame()), this.#source.notes());
  }

  /** `scale` times its size on the page; twice it, or what can be drawn of that, where none is named. */
  async png(scale?: number): Promise<Blob> {
    const { readScene, largestScale, sceneToPng } = await parts();
    const scene = readScene(await this.#frame());
    try {
      return await sceneToPng(scene, scale ?? Math.min(2, largestScale(scene)));
    } catch (error) {
      // A canvas with a picture of another site on it cannot be read.
      const locked = (error as Error).name === 'SecurityError' && scene.items.find((item) => item.kind === 'picture');
      throw locked ? new AttnError('picture-locked', { url: locked.image.currentSrc }, { cause: error }) : error;
    }
  }

  async csv(): Promise<string> {
    const { csvString } = await parts();
    return csvString(await this.#csvParts());
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
        const { csvFile } = await parts();
        return csvFile(await this.#csvParts());
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

  async #csvParts(): Promise<Iterable<string>> {
    const { csvParts } = await parts();
    await this.#frame();
    return csvParts(this.#source.rows());
  }

  async #frame(): Promise<HTMLElement> {
    await this.#host.ready;
    const frame = this.#source.frame();
    if (!frame) throw new Error('There is no figure to save.');
    return frame;
  }
}
