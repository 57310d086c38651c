import { AttnHeatmap } from '@attn-elements/attn-heatmap';
import '@attn-elements/attn-heatmap/define';
import { AttnError } from '@attn-elements/core/errors';

// The tag is known to createElement, and its properties have their types.
const heatmap: AttnHeatmap = document.createElement('attn-heatmap');
heatmap.src = 'weights.json';
heatmap.layer = 0;
heatmap.data = [
  [1, 0],
  [0.5, 0.5],
];
// @ts-expect-error: a layer is a number
heatmap.layer = 'first';

export async function read(): Promise<[rows: number, columns: number, first: number]> {
  const weights = await heatmap.weights(0, 0);
  const values: Float32Array = weights.data;
  const [rows, columns] = weights.shape;
  const svg: string = await heatmap.toSVG();
  const png: Blob = await heatmap.toPNG({ scale: 2 });
  const csv: string = await heatmap.toCSV();
  console.log(svg, png, csv, new AttnError('empty', { url: 'x' }).code);
  return [rows, columns, values[0]];
}
