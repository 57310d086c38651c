import { csvParts } from '../../data/write/index.js';
import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import type { PaperSize, TikzFigure } from '../../vector/index.js';
import { frameOf } from '../tree.js';
import { csvFile, csvString } from './csv-file.js';
import type { FigureToSave, SavedKind } from './figure-controller.js';
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

const papers = () => lazy(() => import('./papers.js'));

/** @throws {AttnError} as `figurePng` does, and `bad-option` where a size is none */
export async function figurePdf(host: HTMLElement, figure: FigureToSave, size?: PaperSize): Promise<Blob> {
  const [svg, { pdfOf }] = await Promise.all([paperSvg(host, figure), papers()]);
  return pdfOf(svg, figure.title(), size);
}

/** @param name of the files that it includes @throws {AttnError} as `figurePdf` does */
export async function figureTikz(
  host: HTMLElement,
  figure: FigureToSave,
  { name = nameOf(figure), ...size }: PaperSize & { readonly name?: string } = {},
): Promise<TikzFigure> {
  const [svg, { tikzOf }] = await Promise.all([paperSvg(host, figure), papers()]);
  return tikzOf(svg, name, size);
}

/** @throws {AttnError} as `figurePdf` does */
export async function figureTypst(host: HTMLElement, figure: FigureToSave, size?: PaperSize): Promise<string> {
  const [svg, { typstOf }] = await Promise.all([paperSvg(host, figure), papers()]);
  return typstOf(svg, size);
}

/** Saves as a file named after the figure. */
export async function saveFigure(host: HTMLElement, figure: FigureToSave, asked: SavedKind): Promise<void> {
  const name = nameOf(figure);
  const { kind, content } = await fileOf(host, figure, asked, name);
  saveFile(`${name}.${kind}`, content);
}

const nameOf = (figure: FigureToSave): string =>
  figure
    .title()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60) || 'figure';

async function fileOf(
  host: HTMLElement,
  figure: FigureToSave,
  kind: SavedKind,
  name: string,
): Promise<{ readonly kind: string; readonly content: Blob }> {
  if (kind === 'png') return { kind, content: await figurePng(host, figure, {}) };
  if (kind === 'pdf') return { kind, content: await figurePdf(host, figure) };
  if (kind === 'csv') return { kind, content: await csvFile(csvParts(rowsOf(host, figure))) };
  if (kind === 'typst') return { kind: 'typ', content: new Blob([await figureTypst(host, figure)]) };
  if (kind === 'tikz') return (await papers()).tikzFile(await figureTikz(host, figure, { name }), name);
  return { kind, content: new Blob([await figureSvg(host, figure)], { type: 'image/svg+xml' }) };
}

/** The SVG with all its pictures inside, as pixels. */
const paperSvg = (host: HTMLElement, figure: FigureToSave): Promise<string> =>
  sceneToSvg(readSaved(shownFigure(host, figure)), notesOf(figure), true);

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
