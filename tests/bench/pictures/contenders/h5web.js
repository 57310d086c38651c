import '@h5web/lib/styles.css';
import { ColorBar, getDomain, HeatmapMesh, HeatmapVis, ScaleType, useVisCanvasContext, VisCanvas } from '@h5web/lib';
import ndarray from 'ndarray';
import { createElement, Fragment } from 'react';
import { createRoot } from 'react-dom/client';

/**
 * @h5web/lib: its HeatmapVis in React 18, as its README shows, the range from its own getDomain. 144 of them cannot live on
 * one page (a WebGL context each), so the grid is made of its building blocks: 144 HeatmapMesh in one VisCanvas.
 */
const colours = { colorMap: 'Viridis', scaleType: ScaleType.Linear, invertColorMap: false };

function Heatmap({ n, data, small }) {
  const dataArray = ndarray(data, [n, n]);
  const words = small
    ? {}
    : { title: 'Attention', abscissaParams: { label: 'Keys' }, ordinateParams: { label: 'Queries' } };
  return createElement(HeatmapVis, {
    dataArray,
    domain: getDomain(dataArray),
    colorMap: 'Viridis',
    aspect: 'auto',
    flipYAxis: true,
    ...words,
  });
}

let root;
function render(box, matrix) {
  box.style.display = 'flex';
  root = createRoot(box);
  root.render(createElement(Heatmap, matrix));
}

/** React and three draw in frames of their own: two frames after the request the picture is handed over. */
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

export async function draw(box, matrix) {
  // Its own labels and colour bar take more room than the others': a plot of 600 pixels all the same.
  box.style.width = '824px';
  render(box, matrix);
  await frames();
}

/** Called every frame, nothing to wait for: React and three work in the frames in between. */
export function update(matrix) {
  root.render(createElement(Heatmap, matrix));
}

let layout;

function Meshes({ rows, columns, n, data, domain }) {
  const { visSize } = useVisCanvasContext();
  const width = visSize.width / columns;
  const height = visSize.height / rows;
  layout = { rows, columns };
  return Array.from({ length: rows * columns }, (_, panel) =>
    createElement(HeatmapMesh, {
      ...colours,
      key: panel,
      values: ndarray(data.subarray(panel * n * n, (panel + 1) * n * n), [n, n]),
      domain,
      size: { width: width - 2, height: height - 2 },
      position: [
        ((panel % columns) + 0.5 - columns / 2) * width,
        (rows / 2 - Math.floor(panel / columns) - 0.5) * height,
        0,
      ],
      scale: [1, -1, 1],
    }),
  );
}

function Grid(stack) {
  const domain = getDomain(ndarray(stack.data, [stack.data.length]));
  const axis = (length, rest) => ({ visDomain: [0, length], isIndexAxis: true, ...rest });
  return createElement(
    Fragment,
    null,
    createElement(
      VisCanvas,
      { title: 'Attention', abscissaConfig: axis(stack.columns), ordinateConfig: axis(stack.rows, { flip: true }) },
      createElement(Meshes, { ...stack, domain }),
    ),
    createElement(ColorBar, { ...colours, domain }),
  );
}

export async function grid(box, stack) {
  box.style.display = 'flex';
  root = createRoot(box);
  root.render(createElement(Grid, stack));
  await frames();
}

export async function many(boxes, matrices) {
  boxes.forEach((box, i) => render(box, { ...matrices[i], small: true }));
  await frames();
}

export function panels() {
  const canvases = [...document.querySelectorAll('canvas')].map((canvas) => canvas.getBoundingClientRect());
  if (!layout || canvases.length !== 1) return canvases;
  const [{ left, top, width, height }] = canvases;
  const [w, h] = [width / layout.columns, height / layout.rows];
  return Array.from({ length: layout.rows * layout.columns }, (_, panel) => {
    return new DOMRect(left + (panel % layout.columns) * w, top + Math.floor(panel / layout.columns) * h, w - 2, h - 2);
  });
}
