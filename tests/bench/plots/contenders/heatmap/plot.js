import * as Plot from '@observablehq/plot';
import { table } from '../../page/figures.js';

/** Observable Plot: a raster mark of a dense grid, which its documentation has in place of a rectangle a cell. */
let box;
let figure;

export function update(base) {
  const { length, width, room } = figure;
  const [x1, x2, y1, y2] = [-0.5, width - 0.5, -0.5, length - 0.5];
  box.replaceChildren(
    Plot.plot({
      width: room[0],
      height: room[1],
      x: { label: 'dimension', domain: [x1, x2] },
      y: { label: 'position', domain: [y2, y1] },
      color: { scheme: 'viridis', domain: [-1, 1], legend: true },
      marks: [Plot.raster(table(figure, base), { width, height: length, x1, x2, y1, y2, imageRendering: 'pixelated' })],
    }),
  );
}

export function draw(element, drawn, base) {
  box = element;
  figure = drawn;
  update(base);
}

export function panels() {
  const chart = box.querySelector('figure');
  const { left, top } = [...chart.querySelectorAll('svg')].at(-1).getBoundingClientRect();
  const { range: x } = chart.scale('x');
  const { range: y } = chart.scale('y');
  return [new DOMRect(left + x[0], top + Math.min(...y), x[1] - x[0], Math.abs(y[1] - y[0]))];
}
