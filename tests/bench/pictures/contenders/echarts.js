import * as echarts from 'echarts/core';
import { HeatmapChart } from 'echarts/charts';
import { GridComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { STOPS } from '../../run/page/viridis.js';

/**
 * ECharts: imported piece by piece, without animation as in its own example of a large heatmap. That example also draws
 * progressively, a thousand cells a frame; all at once is faster, so that is what is measured. (6.1 still spreads a large
 * heatmap over frames, some 15 ms of drawing in each.)
 */
echarts.use([HeatmapChart, GridComponent, TitleComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const triples = (data, n, offset = 0) => {
  const list = new Array(n * n);
  for (let i = 0; i < n * n; i++) list[i] = [i % n, (i / n) | 0, data[offset + i]];
  return list;
};
const names = (n) => Array.from({ length: n }, (_, i) => i);
const colours = (right) => ({
  min: 0,
  max: 1,
  calculable: true,
  right,
  top: 'center',
  inRange: { color: STOPS.map((rgb) => `rgb(${rgb})`) },
});
const axes = (n) => ({
  xAxis: { type: 'category', data: names(n), name: 'Keys', nameLocation: 'middle', nameGap: 28 },
  yAxis: { type: 'category', data: names(n), name: 'Queries', nameLocation: 'middle', nameGap: 40, inverse: true },
});
const series = (data) => ({ type: 'heatmap', data, progressive: 0, animation: false });
const single = (n, data, frame) => ({
  title: { text: 'Attention' },
  tooltip: {},
  grid: frame,
  ...axes(n),
  visualMap: colours(0),
  series: [series(triples(data, n))],
});

const charts = [];
function chartIn(box) {
  const chart = echarts.init(box);
  charts.push(chart);
  return chart;
}

/** Settles when ECharts says that it has finished. */
const finished = (chart, option) =>
  new Promise((resolve) => {
    const done = () => {
      chart.off('finished', done);
      resolve();
    };
    chart.on('finished', done);
    chart.setOption(option);
  });

export const draw = (box, { n, data }) =>
  finished(chartIn(box), single(n, data, { left: 60, top: 50, width: 600, height: 600 }));

export const update = ({ n, data }) => finished(charts[0], { series: [{ data: triples(data, n) }] });

export function grid(box, { rows, columns, n, data }) {
  const step = (box.clientWidth - 80) / columns;
  const option = {
    title: { text: 'Attention' },
    tooltip: {},
    visualMap: colours(0),
    grid: [],
    xAxis: [],
    yAxis: [],
    series: [],
  };
  for (let panel = 0; panel < rows * columns; panel++) {
    const left = (panel % columns) * step;
    const top = 40 + Math.floor(panel / columns) * step;
    option.grid.push({ left, top, width: step - 4, height: step - 4 });
    option.xAxis.push({ type: 'category', data: names(n), gridIndex: panel, show: false });
    option.yAxis.push({ type: 'category', data: names(n), gridIndex: panel, show: false, inverse: true });
    option.series.push({ ...series(triples(data, n, panel * n * n)), xAxisIndex: panel, yAxisIndex: panel });
  }
  return finished(chartIn(box), option);
}

export const many = (boxes, matrices) =>
  Promise.all(
    boxes.map((box, i) => {
      const frame = { left: 30, top: 30, width: box.clientWidth - 90, height: box.clientHeight - 60 };
      return finished(chartIn(box), single(matrices[i].n, matrices[i].data, frame));
    }),
  );

export const panels = () =>
  charts.flatMap((chart) => {
    const { left, top } = chart.getDom().getBoundingClientRect();
    return chart
      .getModel()
      .queryComponents({ mainType: 'grid' })
      .map((component) => {
        const { x, y, width, height } = component.coordinateSystem.getRect();
        return new DOMRect(left + x, top + y, width, height);
      });
  });
