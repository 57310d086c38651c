import '../../src/define.js';
import { part, show, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { AttnHeatmap } from '../../src/index.js';

export * from '../../../../scripts/testing/page/fixture.js';

/** Address of a file of test/fixtures. */
export const fileOf = (name: string) => new URL(`../fixtures/${name}`, import.meta.url).href;

/** An element made of HTML, on the page, with its source drawn or failed. */
export const heatmap = (attributes: string, content = '') => show<AttnHeatmap>('attn-heatmap', attributes, content);

/** An element made of properties, on the page, drawn. */
export const heatmapOf = (data: unknown, properties: Partial<AttnHeatmap> = {}) =>
  showWith<AttnHeatmap>('attn-heatmap', { data: data as AttnHeatmap['data'], ...properties });

/** A point of the drawing: the middle of a cell, where `rows` × `columns` of them share the canvas evenly. */
export function pointOf(element: AttnHeatmap, row: number, column: number, rows: number, columns: number) {
  const { x, y, width, height } = part(element, 'canvas').getBoundingClientRect();
  return { clientX: x + ((column + 0.5) / columns) * width, clientY: y + ((row + 0.5) / rows) * height };
}

/** The pixels of the drawing. */
export function pixels(element: AttnHeatmap): ImageData {
  const canvas = part<HTMLCanvasElement>(element, 'canvas');
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** The colour in the middle of a cell. */
export function colorAt(element: AttnHeatmap, row: number, column: number, rows: number, columns: number): number[] {
  const { width, height, data } = pixels(element);
  const x = Math.floor(((column + 0.5) / columns) * width);
  const y = Math.floor(((row + 0.5) / rows) * height);
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** Whether something is drawn: every pixel of the one matrix has a colour, and not all have the same. */
export function isDrawn(element: AttnHeatmap): boolean {
  const { data } = pixels(element);
  const words = new Uint32Array(data.buffer);
  return new Set(words).size > 1;
}
