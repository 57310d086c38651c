import { ACROSS, columns } from '../../page/figures.js';
import { axis, config, layout, plotsOf } from './plotly-layout.js';

/**
 * Curves by plotly.js: a trace a dimension, in one plot or in a grid of subplots that share their axes, each named by an
 * annotation, as its page on subplots has them; `newPlot` to draw, `react` to replace.
 * @param {object} Plotly with what draws `type`
 * @param {'scatter' | 'scattergl'} type
 */
export function plotlyCurves(Plotly, type) {
  let box;
  let figure;
  let shape;

  const place = (dimension) => ({ column: (dimension % ACROSS) + 1, row: Math.floor(dimension / ACROSS) + 1 });
  const id = (letter, number) => `${letter}${number === 1 ? '' : number}`;
  const axisName = (letter, number) => `${letter}axis${number === 1 ? '' : number}`;
  const traces = (base) =>
    columns(figure, base).map((y, dimension) => {
      const { column, row } = place(dimension);
      const trace = { type, mode: 'lines', y, name: `PE${dimension}`, line: { width: 1 } };
      if (figure.overlaid) return { ...trace, line: { width: 1, color: `hsl(${265 - 2.4 * dimension} 70% 45%)` } };
      return { ...trace, line: { width: 1, color: '#1d4fd8' }, xaxis: id('x', column), yaxis: id('y', row) };
    });

  const one = () => ({
    xaxis: axis([0, figure.length - 1], { title: { text: 'position' } }),
    yaxis: axis([-1, 1], { title: { text: 'value' } }),
  });
  const many = () => {
    const rows = Math.ceil(figure.width / ACROSS);
    const framed = { showline: true, mirror: true, linecolor: '#ccc' };
    const axes = {};
    for (let column = 1; column <= ACROSS; column++)
      axes[axisName('x', column)] = axis([0, figure.length - 1], { ...framed, tickvals: [0] });
    for (let row = 1; row <= rows; row++) axes[axisName('y', row)] = axis([-1, 1], { ...framed, tickvals: [-1, 0, 1] });
    const annotations = Array.from({ length: figure.width }, (_, dimension) => {
      const { column, row } = place(dimension);
      return {
        text: `PE${dimension}`,
        xref: `${id('x', column)} domain`,
        yref: `${id('y', row)} domain`,
        x: 0.5,
        y: 1,
        xanchor: 'center',
        yanchor: 'bottom',
        showarrow: false,
      };
    });
    return { grid: { rows, columns: ACROSS, pattern: 'coupled', xgap: 0.15, ygap: 0.45 }, annotations, ...axes };
  };

  return {
    draw(element, drawn, base) {
      box = element;
      figure = drawn;
      shape = layout(figure.room, figure.overlaid ? one() : many());
      return Plotly.newPlot(box, traces(base), shape, config);
    },
    update: (base) => Plotly.react(box, traces(base), shape, config),
    panels() {
      const plots = new Map(plotsOf(box).map((plot) => [plot.id, plot.box]));
      if (figure.overlaid) return [plots.get('xy')];
      return Array.from({ length: figure.width }, (_, dimension) => {
        const { column, row } = place(dimension);
        return plots.get(`${id('x', column)}${id('y', row)}`);
      });
    },
  };
}
