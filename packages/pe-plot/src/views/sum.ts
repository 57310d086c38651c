import type { Dense } from '@attn-elements/core/math';
import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import { heatmap } from './heatmap.js';
import type { PlotWords } from './words.js';

/** Inputs, their encoding and the sum of both, side by side: matrices of a figure share one scale. */
export function sum(encoding: Encoding, words: PlotWords): Facet[] {
  const { inputs, encoding: table, sum: total } = encoding.added!();
  const [length, width] = inputs.shape;
  const at = (values: Dense, position: number, column: number) =>
    words.number(values.values[position * width + column]);
  const facet = (
    title: string,
    shown: Dense<Float32Array>,
    term: (position: number, column: number) => string,
  ): Facet => ({
    ...heatmap({ ...encoding, length, width, trained: null, table: () => shown, term }, words),
    title,
  });
  return [
    facet('x', inputs, (position, column) => `x[${position}, ${column}]`),
    facet('PE', table, encoding.term!),
    facet('x + PE', total, (position, column) => `${at(inputs, position, column)} + ${at(table, position, column)}`),
  ];
}
