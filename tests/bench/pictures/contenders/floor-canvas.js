import { table } from '../../run/page/viridis.js';

/** The cells and nothing else, on a 2D canvas of one pixel a cell that the page scales: a lookup and a putImageData. */
const colours = new Uint32Array(table().buffer);

class Floor {
  #canvas = document.createElement('canvas');
  #image;

  constructor(box, n) {
    this.#canvas.width = this.#canvas.height = n;
    this.#canvas.style.cssText = 'display: block; width: 100%; height: 100%; image-rendering: pixelated';
    this.#image = new ImageData(n, n);
    box.append(this.#canvas);
  }

  paint(data, offset = 0) {
    const pixels = new Uint32Array(this.#image.data.buffer);
    for (let i = 0; i < pixels.length; i++) pixels[i] = colours[(data[offset + i] * 255 + 0.5) | 0];
    this.#canvas.getContext('2d').putImageData(this.#image, 0, 0);
  }
}

let floor;
export function draw(box, { n, data }) {
  box.style.cssText += '; width: 600px; height: 600px';
  floor = new Floor(box, n);
  floor.paint(data);
}

export const update = ({ data }) => floor.paint(data);

export function grid(box, { rows, columns, n, data }) {
  box.style.cssText += `; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 2px`;
  for (let panel = 0; panel < rows * columns; panel++) {
    const cell = document.createElement('div');
    box.append(cell);
    new Floor(cell, n).paint(data, panel * n * n);
  }
}

export const many = (boxes, matrices) =>
  boxes.forEach((box, i) => new Floor(box, matrices[i].n).paint(matrices[i].data));

export const panels = () => [...document.querySelectorAll('canvas')].map((canvas) => canvas.getBoundingClientRect());
