import '../../src/define.js';
import { grid, part, show, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { AttnImage } from '../../src/index.js';

export * from '../../../../scripts/testing/page/fixture.js';

/** The demo data of the article. */
export const demo = (name: string) => `/stories/article/data/${name}`;

/** An element made of HTML, on the page, with its source drawn or failed. */
export const image = (attributes: string, content = '') => show<AttnImage>('attn-image', attributes, content);

/** An element made of properties, on the page, drawn. */
export const imageOf = (data: unknown, properties: Partial<AttnImage> = {}) =>
  showWith<AttnImage>('attn-image', { data: data as AttnImage['data'], ...properties });

/** The middle of a patch of a grid, on the page. */
export function pointOf(element: AttnImage, row: number, column: number, rows: number, columns: number) {
  const { x, y, width, height } = part(element, 'plot').getBoundingClientRect();
  return { clientX: x + ((column + 0.5) / columns) * width, clientY: y + ((row + 0.5) / rows) * height };
}

export const readout = (element: AttnImage) => part(element, 'readout').textContent!.trim();
export const summary = (element: AttnImage) => element.shadowRoot!.querySelector('#summary')!.textContent!.trim();
export const errors = (element: AttnImage) =>
  Array.from(element.shadowRoot!.querySelectorAll('[part~=error]'), (node) => node.textContent!.trim());

/** The colour over the middle of a patch of a grid. */
export function colorAt(element: AttnImage, row: number, column: number, rows: number, columns: number): number[] {
  const canvas = part<HTMLCanvasElement>(element, 'overlay');
  const { width, height } = canvas;
  const { data } = canvas
    .getContext('2d')!
    .getImageData(Math.floor(((column + 0.5) / columns) * width), Math.floor(((row + 0.5) / rows) * height), 1, 1);
  return [...data];
}

/** The texts of the data table, which is shown for it, row by row. */
export async function table(element: AttnImage): Promise<string[][]> {
  const buttons = [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.menu-list button')];
  if (!element.shadowRoot!.querySelector('table')) buttons.at(-1)!.click();
  await element.ready;
  return Array.from(element.shadowRoot!.querySelectorAll('tbody tr'), (row) =>
    Array.from(row.querySelectorAll('td'), (cell) => cell.textContent!.trim()),
  );
}

/** The names of those who may look, the chosen one first in brackets. */
export const choices = (element: AttnImage) =>
  Array.from(element.shadowRoot!.querySelectorAll('.other'), (label) => {
    const name = label.textContent!.trim();
    return label.querySelector('input')!.checked ? `[${name}]` : name;
  });

/** Chooses who looks, as a click on its name does. */
export async function choose(element: AttnImage, name: string): Promise<void> {
  const labels = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.other')];
  labels.find((label) => label.textContent!.trim() === name)!.click();
  await element.ready;
}

export const gridSize = (element: AttnImage) =>
  ['aria-rowcount', 'aria-colcount'].map((name) => Number(grid(element).getAttribute(name)) - 1);

/** 2 × 2 patches after a class token; row r is r0, r1, r2, … hundredths, so that every weight tells where it is from. */
export const ladder = Array.from({ length: 5 }, (_, row) =>
  Array.from({ length: 5 }, (_, column) => (row * 10 + column) / 100),
);

/** A picture of one colour, as an address. */
export const colored = (color: string, width = 40, height = 20) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${color}"/></svg>`,
  )}`;
