import '../../src/define.js';
import { part, show, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { PePlot } from '../../src/index.js';

export * from '../../../../scripts/testing/page/fixture.js';

/** An element made of HTML, on the page, drawn or failed. */
export const plot = (attributes = '', content = '') => show<PePlot>('pe-plot', attributes, content);

/** An element made of properties, on the page, drawn or failed. */
export const plotOf = (properties: Partial<PePlot>) => showWith<PePlot>('pe-plot', properties);

/** The frames of the plots as they lie on the page, of the curves and matrices of a figure. */
export function frames(element: PePlot): DOMRect[] {
  return Array.from(element.shadowRoot!.querySelectorAll('.frame-line'), (frame) => frame.getBoundingClientRect());
}

/** A point of a plot, by its share of the width and of the height. */
export function pointIn(element: PePlot, plotIndex: number, across: number, down: number) {
  const { x, y, width, height } = frames(element)[plotIndex];
  return { clientX: x + across * width, clientY: y + down * height };
}

/** The middle of a cell, where `rows` × `columns` of them fill a plot. */
export const cellAt = (element: PePlot, row: number, column: number, rows: number, columns: number, plotIndex = 0) =>
  pointIn(element, plotIndex, (column + 0.5) / columns, (row + 0.5) / rows);

export type Layer = 'lines' | 'matrices';

/** The pixels of curves, or of matrices. */
export function pixels(element: PePlot, layer: Layer): ImageData {
  const canvas = element.shadowRoot!.querySelector<HTMLCanvasElement>(`canvas.${layer}`)!;
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** How many colours a layer shows that are neither transparent nor a mixture with what lies behind. */
export function colors(element: PePlot, layer: Layer): number {
  const words = new Uint32Array(pixels(element, layer).data.buffer);
  return new Set(words.filter((word) => word >>> 24 === 255)).size;
}

/** Whether a figure is on the page with all that belongs to its view. */
export function isDrawn(element: PePlot): boolean {
  const root = element.shadowRoot!;
  if (part(element, 'figure').hidden || element.getBoundingClientRect().height < 50) return false;
  if (root.querySelector('.hand')) return true;
  const shown = (['lines', 'matrices'] as const).filter(
    (layer) => !root.querySelector<HTMLCanvasElement>(`canvas.${layer}`)!.hidden,
  );
  return shown.length > 0 && shown.every((layer) => colors(element, layer) > (layer === 'matrices' ? 1 : 0));
}

/** The values that a figure shows, one plot after the other, as its CSV file has them. */
export async function shownValues(element: PePlot): Promise<number[]> {
  const [, ...rows] = (await element.toCSV()).trimEnd().split('\r\n');
  return rows.map((row) => Number(row.slice(row.lastIndexOf(',') + 1)));
}

/** A readers' control by its label. */
export function control<T extends HTMLElement>(element: PePlot, label: string): T {
  const labels = [...element.shadowRoot!.querySelectorAll('.live label')];
  const found = labels.find((one) => one.querySelector('span')!.textContent!.trim() === label);
  if (!found) throw new Error(`no control ${label} among ${labels.map((one) => one.textContent!.trim()).join(', ')}`);
  return found.querySelector<T>('select, input')!;
}

/** The slider under a number's field. */
export function slider(element: PePlot, label: string): HTMLInputElement {
  const found = element.shadowRoot!.querySelector<HTMLInputElement>(`.live input[type=range][aria-label="${label}"]`);
  if (!found) throw new Error(`no slider ${label}`);
  return found;
}

/** Chooses as a reader does. */
export async function choose(element: PePlot, label: string, name: string): Promise<void> {
  const select = control<HTMLSelectElement>(element, label);
  select.value = name;
  if (select.value !== name) throw new Error(`${label} has no ${name}`);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await element.ready;
}

/** Types into a field, or moves a slider. */
export async function put(element: PePlot, input: HTMLInputElement, value: number | string): Promise<void> {
  input.value = String(value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.ready;
}
