import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';

/** plotly.js: the custom bundle its documentation describes (core and heatmap), `newPlot` to draw, `react` to replace. */
Plotly.register([heatmap]);
const config = { displaylogo: false };
const rowsOf = (data, n, offset = 0) =>
  Array.from({ length: n }, (_, row) => data.subarray(offset + row * n, offset + (row + 1) * n));
const trace = (z) => ({ type: 'heatmap', z, colorscale: 'Viridis' });

const layout = (width, height, margin) => ({
  width,
  height,
  margin,
  title: { text: 'Attention' },
  xaxis: { title: { text: 'Keys' } },
  yaxis: { title: { text: 'Queries' }, autorange: 'reversed' },
});

let box;
let shape;
export async function draw(element, { n, data }) {
  box = element;
  shape = layout(740, 700, { l: 60, t: 50, r: 80, b: 50 });
  await Plotly.newPlot(box, [trace(rowsOf(data, n))], shape, config);
}

export const update = ({ n, data }) => Plotly.react(box, [trace(rowsOf(data, n))], shape, config);

export async function grid(element, { rows, columns, n, data }) {
  const traces = [];
  const axes = {};
  for (let panel = 0; panel < rows * columns; panel++) {
    const id = panel ? panel + 1 : '';
    traces.push({ ...trace(rowsOf(data, n, panel * n * n)), xaxis: `x${id}`, yaxis: `y${id}`, coloraxis: 'coloraxis' });
    axes[`xaxis${id}`] = { visible: false };
    axes[`yaxis${id}`] = { visible: false, autorange: 'reversed' };
  }
  await Plotly.newPlot(
    element,
    traces,
    {
      width: element.clientWidth,
      height: element.clientHeight,
      title: { text: 'Attention' },
      margin: { l: 40, t: 40, r: 80, b: 40 },
      grid: { rows, columns, pattern: 'independent', xgap: 0.05, ygap: 0.05 },
      coloraxis: { colorscale: 'Viridis' },
      ...axes,
    },
    config,
  );
}

export const many = (boxes, matrices) =>
  Promise.all(
    boxes.map((element, i) =>
      Plotly.newPlot(
        element,
        [trace(rowsOf(matrices[i].data, matrices[i].n))],
        { ...layout(element.clientWidth, element.clientHeight, { l: 30, t: 24, r: 60, b: 30 }) },
        config,
      ),
    ),
  );

export const panels = () =>
  [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) =>
    Object.values(plot._fullLayout._plots).map(({ xaxis, yaxis }) => {
      const { left, top } = plot.getBoundingClientRect();
      return new DOMRect(left + xaxis._offset, top + yaxis._offset, xaxis._length, yaxis._length);
    }),
  );
