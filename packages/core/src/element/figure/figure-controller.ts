import type { ReactiveControllerHost } from 'lit';
import { csvParts } from './csv.js';
import { sceneToPng } from './png.js';
import { saveFile } from './save.js';
import { readScene } from './scene.js';
import { type FigureNotes, sceneToSvg } from './svg.js';

/** What an element tells of its figure when it is saved. */
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

/** Saves an element's figure: as SVG and PNG from what the screen shows, as CSV from its numbers. */
export class FigureController {
  readonly #host: FigureHost;
  readonly #source: FigureSource;

  constructor(host: FigureHost, source: FigureSource) {
    this.#host = host;
    this.#source = source;
  }

  async svg(): Promise<string> {
    return sceneToSvg(readScene(await this.#frame()), this.#source.notes());
  }

  async png(scale: number): Promise<Blob> {
    return sceneToPng(readScene(await this.#frame()), scale);
  }

  async csv(): Promise<string> {
    return [...(await this.#csvParts())].join('');
  }

  /** Saves as a file named after the figure. */
  async save(kind: 'svg' | 'png' | 'csv'): Promise<void> {
    const name = `${
      this.#source
        .notes()
        .title.replace(/[^\p{L}\p{N}]+/gu, '-')
        .slice(0, 60) || 'figure'
    }.${kind}`;
    if (kind === 'png') saveFile(name, await this.png(2));
    else if (kind === 'svg') saveFile(name, new Blob([await this.svg()], { type: 'image/svg+xml' }));
    // The mark at the start makes spreadsheet programs read UTF-8.
    else saveFile(name, new Blob(['\ufeff', ...(await this.#csvParts())], { type: 'text/csv' }));
  }

  async #csvParts(): Promise<Iterable<string>> {
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
