import { describe, expect, it } from 'vitest';
import references from '../../../core/test/math/fixtures/sine-orders.json' with { type: 'json' };
import { encoding } from '../../src/kinds/index.js';
import { defaults, type PlotSettings } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { words } from './words.js';

const options = { dimensions: null, apart: true, named: false };
const made = ({ width, ...given }: Partial<PlotSettings> & { readonly width?: number }) => {
  const settings = { ...defaults, ...given, dModel: width ?? defaults.dModel };
  return encoding('rows' in given ? 'sinusoidal-2d' : 'sinusoidal', settings, null);
};

/** The number that a formula of the figure comes to. */
function evaluate(formula: string): number {
  if (formula === '0') return 0;
  const [, name, place, base, exponent] = /^(sin|cos)\((.+) \/ (\d+)\^\((.+)\)\)$/.exec(formula)!;
  const [[turns, cell, side], [above, below]] = [place.split(/ · |\//), exponent.split('/').map(Number)];
  const position = side === undefined ? Number(turns) : (2 * Math.PI * Number(cell)) / Number(side);
  return Math[name as 'sin' | 'cos'](position / Number(base) ** (above / below));
}

describe('orders of sines and cosines', () => {
  it.each(references.map((one) => [one.name, one] as const))(
    'are those of %s, and say what each value is',
    (_, { options: given, table }) => {
      const own = made(given as Partial<PlotSettings>);
      const [{ reading }] = facets('heatmap', own, words, options);
      for (const [position, row] of table.entries()) {
        for (const [column, value] of row.entries()) {
          expect(reading.value(position, column)).toBeCloseTo(value, 5);
          const formula = reading.formula(position, column)!;
          expect(evaluate(formula), formula).toBeCloseTo(value, 5);
        }
      }
    },
  );

  it('change nothing of what two positions have in common', () => {
    const plain = made({ width: 12, length: 9 }).kernel!().lines[0].values;
    for (const order of ['sine-cosine', 'cosine-sine'] as const) {
      expect(made({ width: 12, length: 9, order }).kernel!().lines[0].values).toEqual(plain);
    }
  });

  it('stand beside the paper where wavelengths are others', () => {
    const [{ reading, notes }] = facets('wavelengths', made({ width: 8, spacing: 'tensor2tensor' }), words, options);
    expect(reading.rows).toBe(2);
    expect([reading.rowName(0), reading.rowName(1)]).toEqual(['as in tensor2tensor', 'as in the paper']);
    expect(reading.value(0, 3)).toBeCloseTo(2 * Math.PI * 10_000, 6);
    expect(reading.value(1, 3)).toBeCloseTo(2 * Math.PI * 1000, 6);
    expect(notes.join(' ')).toContain('the longest is 62832 positions, by the paper 6283');
    expect(facets('wavelengths', made({ width: 8 }), words, options)[0].reading.rows).toBe(1);
  });
});
