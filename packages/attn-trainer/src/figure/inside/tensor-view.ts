import { autoDomain, vik, viridis } from '@attn-elements/core/color';
import { extentOf } from '@attn-elements/core/math';
import type { Histograms } from '../../inside/histogram.js';
import type { SeenTensor } from '../../inside/questions.js';
import type { FormatNumber } from '../words.js';
import type { SayInside } from './inside-strings.js';
import type { PlottedMatrix } from './matrix-plot.js';

/** The highest strip of histograms, in CSS pixels. */
const STRIP = 160;

/** Rows and columns that a tensor is drawn with: of more than two axes all but the last as rows, of filters all but the first as columns. */
function sidesOf({ shape }: SeenTensor, isWeight: boolean): [rows: number, columns: number] {
  const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);
  if (shape.length < 2) return [1, product(shape)];
  if (isWeight) return [shape[0], product(shape.slice(1))];
  return [product(shape.slice(0, -1)), shape[shape.length - 1]];
}

/** The index of a value in its tensor, as PyTorch has it. */
function indexText({ shape }: SeenTensor, at: number): string {
  const index: number[] = [];
  let left = at;
  for (const length of shape.toReversed()) {
    index.unshift(left % length);
    left = Math.floor(left / length);
  }
  return index.join(', ');
}

/** Values of a tensor as a matrix. @param rowNames tokens of its rows; null where they are numbered */
export function tensorMatrix(
  tensor: SeenTensor,
  isWeight: boolean,
  rowNames: readonly string[] | null,
  tell: SayInside,
  number: FormatNumber,
): PlottedMatrix {
  const [rows, columns] = sidesOf(tensor, isWeight);
  const values = tensor.values as Float32Array;
  const extent = extentOf(values);
  const isSigned = extent.low < 0;
  const [low, high] = autoDomain('linear', isSigned, extent).map(Math.fround);
  const value = (row: number, column: number) => number(values[row * columns + column]);
  const sentence = (row: number, column: number) => {
    const place = indexText(tensor, row * columns + column);
    const said = tell('tensorCell', { name: tensor.name, place, value: value(row, column) });
    return rowNames?.length === rows ? tell('tensorRow', { row: rowNames[row], said }) : said;
  };
  const names = rowNames?.length === rows ? rowNames : null;
  return {
    rows,
    columns,
    rowNames: names,
    columnNames: null,
    values,
    reading: {
      label: tensor.name,
      rows,
      columns,
      rowName: (row) => names?.[row] ?? String(row),
      columnName: String,
      value,
      sentence,
    },
    scale: { kind: 'linear', domain: [low, high], exponent: 1, diverging: false },
    table: (isSigned ? vik() : viridis()).table,
    legend: tell(isSigned ? 'signedLegend' : 'valuesLegend'),
  };
}

/** Histograms over steps as a strip: a column a step, the largest values on top. @param chosen the step that is looked at */
export function histogramMatrix(
  { steps, buckets, low, high, counts }: Histograms,
  name: string,
  chosen: number | null,
  tell: SayInside,
  number: FormatNumber,
): PlottedMatrix {
  const columns = steps.length;
  const values = new Float32Array(counts.length);
  for (const [i, count] of counts.entries()) {
    values[(buckets - 1 - (i % buckets)) * columns + Math.floor(i / buckets)] = count;
  }
  const width = (high - low) / buckets;
  const limit = (row: number) => number(low + (buckets - row) * width);
  const value = (row: number, column: number) => number(values[row * columns + column]);
  const [, most] = autoDomain('linear', false, extentOf(values));
  const at = chosen === null ? -1 : steps.findLastIndex((step) => step <= chosen);
  return {
    rows: buckets,
    columns,
    rowNames: Array.from({ length: buckets }, (_, row) => limit(row)),
    columnNames: steps.map(String),
    highest: STRIP,
    values,
    reading: {
      label: tell('histogramOf', { name }),
      rows: buckets,
      columns,
      rowName: limit,
      columnName: (column) => String(steps[column]),
      value,
      sentence: (row, column) =>
        tell('histogramCell', {
          step: steps[column],
          low: limit(row + 1),
          high: limit(row),
          count: values[row * columns + column],
        }),
    },
    scale: { kind: 'linear', domain: [0, Math.fround(most)], exponent: 1, diverging: false },
    table: viridis().table,
    legend: tell('histogramLegend'),
    chosenColumn: at < 0 ? null : at,
  };
}

/** Mean and standard deviation of the finite values. */
export function spreadOf(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const finite = Array.from(values).filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / (finite.length || 1);
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (finite.length || 1);
  return { mean, deviation: Math.sqrt(variance) };
}
