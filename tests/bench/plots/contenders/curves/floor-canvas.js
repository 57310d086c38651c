import { ACROSS, columns } from '../../page/figures.js';

/** Every value as a point of a path on one canvas, and nothing else: no axes, no names. */
let canvas;
let figure;

/** The plot of a dimension, in pixels of the canvas. */
function plot(dimension) {
  const { room, width, overlaid } = figure;
  if (overlaid) return { x: 0, y: 0, width: room[0], height: room[1] };
  const [across, down] = [room[0] / ACROSS, room[1] / Math.ceil(width / ACROSS)];
  const [column, row] = [dimension % ACROSS, Math.floor(dimension / ACROSS)];
  return { x: column * across, y: row * down, width: across * 0.86, height: down * 0.6 };
}

export function update(base) {
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, canvas.width, canvas.height);
  columns(figure, base).forEach((values, dimension) => {
    const { x, y, width, height } = plot(dimension);
    context.strokeStyle = figure.overlaid ? `hsl(${265 - 2.4 * dimension} 70% 45%)` : '#1d4fd8';
    context.beginPath();
    for (let i = 0; i < values.length; i++)
      context.lineTo(x + (width * i) / (values.length - 1), y + (height * (1 - values[i])) / 2);
    context.stroke();
  });
}

export function draw(box, drawn, base) {
  figure = drawn;
  canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = figure.room;
  box.append(canvas);
  update(base);
}

export function panels() {
  const { left, top } = canvas.getBoundingClientRect();
  return Array.from({ length: figure.overlaid ? 1 : figure.width }, (_, dimension) => {
    const { x, y, width, height } = plot(dimension);
    return new DOMRect(left + x, top + y, width, height);
  });
}
