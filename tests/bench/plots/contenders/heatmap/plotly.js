import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';
import { table } from '../../page/figures.js';
import { axis, config, layout, plotsOf } from '../shared/plotly-layout.js';

/** plotly.js: the custom bundle its documentation describes (core and heatmap), `newPlot` to draw, `react` to replace. */
Plotly.register([heatmap]);

let box;
let figure;
let shape;

function traces(base) {
  const { length, width } = figure;
  const values = table(figure, base);
  const z = Array.from({ length }, (_, row) => values.subarray(row * width, (row + 1) * width));
  return [{ type: 'heatmap', z, zmin: -1, zmax: 1, colorscale: 'Viridis' }];
}

export function draw(element, drawn, base) {
  box = element;
  figure = drawn;
  shape = layout(figure.room, {
    xaxis: axis([-0.5, figure.width - 0.5], { title: { text: 'dimension' } }),
    yaxis: axis([figure.length - 0.5, -0.5], { title: { text: 'position' } }),
  });
  return Plotly.newPlot(box, traces(base), shape, config);
}

export const update = (base) => Plotly.react(box, traces(base), shape, config);

export const panels = () => plotsOf(box).map((plot) => plot.box);
