import { extentOf } from '@attn-elements/core/math';
import type { Facet } from '../drawing.js';
import type { Encoding } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** A thousandth of noise is nothing. */
const LEAST = 1e-3;

/** Spectrum of a learned table: how much of it changes how often, beside rows in no order. */
export function spectrum(encoding: Encoding, words: PlotWords): Facet {
  const { say } = words;
  const structure = encoding.structure!();
  const values = structure.spectrum.map((power) => Math.max(power, LEAST));
  const count = values.length;
  const { low, high } = extentOf(values);
  const spread = 2 * structure.noise;
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: 1,
      columns: count,
      rowTitle: say('spectrum'),
      columnTitle: say('turns'),
      rowName: () => say('power'),
      columnName: (column) => String(column + 1),
      value: (_, column) => structure.spectrum[column],
      formula: () => null,
    },
    content: {
      type: 'lines',
      lines: [{ row: 0, name: say('power'), values, offset: 0, stride: 1, count }],
      apart: false,
      band: null,
      reference: { value: 1, spread, text: say('noise') },
    },
    x: {
      title: say('turnsOver', { length: encoding.length }),
      kind: count > 1 ? 'log' : 'linear',
      domain: [1, Math.max(2, count)],
      whole: true,
      first: 1,
      step: 1,
    },
    y: {
      title: say('power'),
      kind: 'log',
      domain: [Math.min(low, 1 - Math.min(spread, 0.9)), Math.max(high, 1 + spread)],
      whole: false,
    },
    trained: null,
    notes: [],
  };
}
