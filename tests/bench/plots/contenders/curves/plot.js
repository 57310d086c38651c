import * as Plot from '@observablehq/plot';
import { ACROSS, columns } from '../../page/figures.js';

/**
 * Observable Plot: a line mark with facets, or one line a dimension; columns given as arrays, which its documentation
 * recommends for large data. A plot is replaced by another: Plot has no update.
 */
let box;
let figure;
let fixed;

const MARGIN = { left: 40, top: 20 };
const X = { label: 'position' };
const Y = { label: 'value', domain: [-1, 1] };

/** What does not depend on the base: where each value stands. */
function places({ length, width }) {
  const count = length * width;
  const position = new Float64Array(count);
  const dimension = new Uint16Array(count);
  for (let at = 0; at < count; at++) {
    position[at] = at % length;
    dimension[at] = Math.floor(at / length);
  }
  const [fx, fy] = [dimension.map((one) => one % ACROSS), dimension.map((one) => Math.floor(one / ACROSS))];
  const names = Array.from({ length: width }, (_, one) => ({
    fx: one % ACROSS,
    fy: Math.floor(one / ACROSS),
    name: `PE${one}`,
  }));
  return { position, dimension, fx, fy, names };
}

function valuesOf(base) {
  const { length, width } = figure;
  const values = new Float32Array(length * width);
  columns(figure, base).forEach((column, dimension) => values.set(column, dimension * length));
  return values;
}

function together(base) {
  const { length, width, room } = figure;
  const { position, dimension } = fixed;
  return Plot.plot({
    width: room[0],
    height: room[1],
    x: { ...X, domain: [0, length - 1] },
    y: Y,
    color: { type: 'linear', scheme: 'turbo' },
    marks: [
      Plot.line(
        { length: length * width },
        { x: position, y: valuesOf(base), z: dimension, stroke: dimension, strokeWidth: 1 },
      ),
    ],
  });
}

function apart(base) {
  const { length, width, room } = figure;
  const { position, fx, fy, names } = fixed;
  const facet = { fx: 'fx', fy: 'fy' };
  return Plot.plot({
    width: room[0],
    height: room[1],
    marginLeft: MARGIN.left,
    marginTop: MARGIN.top,
    x: { ...X, domain: [0, length - 1], ticks: [0] },
    y: { ...Y, ticks: [-1, 0, 1] },
    fx: { axis: null, padding: 0.15 },
    fy: { axis: null, padding: 0.45 },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.text(names, { ...facet, text: 'name', frameAnchor: 'top', dy: -12 }),
      Plot.line(
        { length: length * width },
        { x: position, y: valuesOf(base), fx, fy, stroke: '#1d4fd8', strokeWidth: 1 },
      ),
    ],
  });
}

export function update(base) {
  box.replaceChildren(figure.overlaid ? together(base) : apart(base));
}

export function draw(element, drawn, base) {
  box = element;
  figure = drawn;
  fixed = places(figure);
  update(base);
}

/** Where the scales put the plots. */
export function panels() {
  const chart = box.querySelector('svg');
  const { left, top } = chart.getBoundingClientRect();
  const { range: x } = chart.scale('x');
  const { range: y } = chart.scale('y');
  const rectangle = (atX, atY) => new DOMRect(left + atX + x[0], top + atY + y[1], x[1] - x[0], y[0] - y[1]);
  if (figure.overlaid) return [rectangle(0, 0)];
  const [fx, fy] = [chart.scale('fx'), chart.scale('fy')];
  return fixed.names.map((name) => rectangle(fx.apply(name.fx) - MARGIN.left, fy.apply(name.fy) - MARGIN.top));
}
