import { extentOf } from '@attn-elements/core/math';
import type { Facet, PlotLine } from '../drawing.js';
import type { Encoding, GridKernel } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** A number for each distance of two positions. */
export function kernel(encoding: Encoding, words: PlotWords): Facet {
  const grid = encoding.gridKernel?.();
  if (grid) return gridFacet(encoding, grid, words);
  const { say } = words;
  const { lines: given, first, step, band, unit, formula } = encoding.kernel!();
  const count = given[0].values.length;
  const whole = { offset: 0, stride: 1, count };
  const lines = given.map(
    ({ head, values }, row): PlotLine => ({
      ...whole,
      row,
      name: head === null ? say(unit) : say('head', { n: head }),
      values,
    }),
  );
  const extents = given.map(({ values }) => extentOf(values));
  if (band) extents.push(extentOf(band.low), extentOf(band.high));
  const low = Math.min(0, ...extents.map((extent) => extent.low));
  const high = Math.max(0, ...extents.map((extent) => extent.high));
  const last = first + (count - 1) * step;
  const { trained } = encoding;
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: lines.length,
      columns: count,
      rowTitle: say('heads'),
      columnTitle: say('distance'),
      rowName: (row) => lines[row].name,
      columnName: (column) => String(first + column * step),
      value: (row, column) => given[row].values[column],
      formula: (row, column) => formula(first + column * step, given[row].head),
    },
    content: {
      type: 'lines',
      lines,
      apart: false,
      band: band && { low: { ...whole, values: band.low }, high: { ...whole, values: band.high } },
      reference: null,
    },
    x: {
      title: first < 0 ? say('relative') : say('distance'),
      kind: 'linear',
      domain: [first, Math.max(last, first + 1)],
      whole: true,
      first,
      step,
    },
    y: {
      title: say(unit),
      kind: 'linear',
      domain: low < high ? [low, high] : [low - 1, high],
      whole: unit === 'bucket',
    },
    trained: trained !== null && trained <= last ? { x: trained, y: null } : null,
    notes: band ? [say('bandNote')] : [],
  };
}

function gridFacet(encoding: Encoding, { rows, columns, values, formula }: GridKernel, words: PlotWords): Facet {
  const { say } = words;
  const [height, width] = [2 * rows - 1, 2 * columns - 1];
  const [rowOf, columnOf] = [(row: number) => row - rows + 1, (column: number) => column - columns + 1];
  const axis = (title: string, reach: number) =>
    ({ title, kind: 'linear', domain: [0.5 - reach, reach - 0.5], whole: true }) as const;
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: height,
      columns: width,
      rowTitle: say('rowDistance'),
      columnTitle: say('columnDistance'),
      rowName: (row) => String(rowOf(row)),
      columnName: (column) => String(columnOf(column)),
      value: (row, column) => values[row * width + column],
      formula: (row, column) => formula(rowOf(row), columnOf(column)),
    },
    content: { type: 'matrix', matrix: { rows: height, columns: width, values }, isSigned: true },
    x: { ...axis(say('columnDistance'), columns), first: 1 - columns, step: 1 },
    y: axis(say('rowDistance'), rows),
    trained: null,
    notes: [],
  };
}
