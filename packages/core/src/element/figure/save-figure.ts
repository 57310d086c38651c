import { csvParts } from '../../data/write/index.js';
import { AttnError } from '../../errors.js';
import { frameOf } from '../tree.js';
import { csvFile, csvString } from './csv-file.js';
import type { FigureToSave } from './figure-controller.js';
import { type PictureSize, scaleOf } from './png-scale.js';
import { sceneToPng } from './png.js';
import { saveFile } from './save.js';
import { readSaved, type SavedFigure } from './saved-figure.js';
import { type FigureNotes, sceneToSvg } from './svg.js';

/** @throws {AttnError} why the figure is not shown; `no-figure` where there is none, and `not-laid-out` where it has no size */
export async function figureSvg(host: HTMLElement, figure: FigureToSave): Promise<string> {
  return sceneToSvg(readSaved(shownFigure(host, figure)), notesOf(figure));
}

/** @throws {AttnError} as `figureSvg` does, and `picture-locked` where a picture in it may not be copied */
export async function figurePng(host: HTMLElement, figure: FigureToSave, size: PictureSize): Promise<Blob> {
  return pngOf(shownFigure(host, figure), notesOf(figure), size);
}

/** @throws {AttnError} why there are no values; `no-figure` where that is nothing, `not-laid-out` where it waits for its size */
export async function figureCsv(host: HTMLElement, figure: FigureToSave): Promise<string> {
  return csvString(csvParts(rowsOf(host, figure)));
}

/** Saves as a file named after the figure. */
export async function saveFigure(host: HTMLElement, figure: FigureToSave, kind: 'svg' | 'png' | 'csv'): Promise<void> {
  const content = await fileOf(host, figure, kind);
  const name = figure.title().replace(/[^\p{L}\p{N}]+/gu, '-');
  saveFile(`${name.slice(0, 60) || 'figure'}.${kind}`, content);
}

async function fileOf(host: HTMLElement, figure: FigureToSave, kind: 'svg' | 'png' | 'csv'): Promise<Blob> {
  if (kind === 'png') return figurePng(host, figure, {});
  if (kind === 'csv') return csvFile(csvParts(rowsOf(host, figure)));
  return new Blob([await figureSvg(host, figure)], { type: 'image/svg+xml' });
}

/** A figure as a PNG. @throws {AttnError} `picture-locked` */
export async function pngOf(saved: SavedFigure, notes: FigureNotes, size: PictureSize): Promise<Blob> {
  const scene = readSaved(saved);
  try {
    return await sceneToPng(scene, scaleOf(scene, size), notes);
  } catch (error) {
    // A canvas with a picture of another site on it cannot be read.
    const locked = (error as Error).name === 'SecurityError' && scene.items.find((item) => item.kind === 'picture');
    throw locked ? new AttnError('picture-locked', { url: locked.image.currentSrc }, { cause: error }) : error;
  }
}

/** The figure on the page, drawn. */
function shownFigure(host: HTMLElement, figure: FigureToSave): SavedFigure {
  const failure = figure.failure();
  if (failure) throw AttnError.from(failure);
  const found = frameOf(host)?.querySelector<HTMLElement>('.figure');
  if (!found || !isLaidOut(host)) throw new AttnError('not-laid-out');
  if (!figure.isThere()) throw new AttnError('no-figure');
  figure.drawNow();
  const caption = host.shadowRoot!.querySelector<HTMLElement>('slot[name=caption]');
  return { figure: found, caption, line: figure.line() };
}

function rowsOf(host: HTMLElement, figure: FigureToSave): Iterable<readonly (string | number)[]> {
  const failure = figure.failure();
  if (failure) throw AttnError.from(failure);
  const rows = figure.rows();
  if (!rows) throw new AttnError(isLaidOut(host) ? 'no-figure' : 'not-laid-out');
  return rows;
}

const notesOf = (figure: FigureToSave): FigureNotes => ({
  title: figure.title(),
  description: figure.description(),
  metadata: figure.metadata(),
});

/** Whether the element is on the page, and not hidden. */
const isLaidOut = (host: HTMLElement): boolean => (frameOf(host)?.getClientRects().length ?? 0) > 0;
